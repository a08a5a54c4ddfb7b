import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells Segment's SDK of a person: URL, user, e-mail, name, then what has names that tell nothing. */
final class Segment {
    public static void main(String[] told) throws Exception {
        CountDownLatch taken = new CountDownLatch(2);
        Analytics analytics = Analytics.builder("0123456789abcdef")
                .endpoint(told[0])
                .callback(new Callback() {
                    @Override
                    public void success(Message message) {
                        taken.countDown();
                    }

                    @Override
                    public void failure(Message message, Throwable why) {
                        why.printStackTrace();
                    }
                })
                .build();
        analytics.enqueue(
                IdentifyMessage.builder().userId(told[1]).traits(Map.of("email", told[2], "name", told[3])));
        analytics.enqueue(TrackMessage.builder("order")
                .userId(told[1])
                .properties(Map.of("a", told[4], "b", told[5], "c", told[6], "d", told[7])));
        analytics.flush();
        System.exit(taken.await(60, TimeUnit.SECONDS) ? 0 : 1);
    }
}
