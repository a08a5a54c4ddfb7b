package io.mingcha.store;

import io.mingcha.settings.Fault;
import io.mingcha.settings.FaultException;
import io.mingcha.settings.Text;
import java.nio.file.Path;

/** What can go wrong with a data folder, in words for people. */
final class Faults {
    private Faults() {}

    static FaultException unusable(Path path, Exception e) {
        return new Fault(
                        Text.of("无法读写数据目录：" + reason(e), "The data folder cannot be used: " + reason(e)),
                        path.toString(),
                        Text.of(
                                "请检查权限与磁盘空间，或用 --data 指定另一个目录",
                                "Check permissions and disk space, or choose another folder with --data"))
                .asException(e);
    }

    static Fault unrecorded(String session, Exception e) {
        return new Fault(
                Text.of(
                        "无法继续记录：" + reason(e) + "；流量照常转发，但不再被记录",
                        "Recording stopped: " + reason(e) + "; traffic goes on but is not recorded"),
                "session " + session,
                Text.of("请腾出磁盘空间，然后重新开始采集", "Free disk space, then start a new capture"));
    }

    static FaultException running(String session) {
        return new Fault(
                        Text.of("会话正在采集中", "The session is being recorded"),
                        "session " + session,
                        Text.of("请先停止采集：mingcha stop", "Stop the capture first: mingcha stop"))
                .asException();
    }

    static FaultException ended(String session) {
        return new Fault(
                        Text.of("会话的采集已结束", "The recording of the session has ended"),
                        "session " + session,
                        Text.of("用 --session 指定会话后重试", "Name the session with --session and try again"))
                .asException();
    }

    static FaultException unknown(Path data, String id) {
        return new Fault(
                        Text.of("没有这个会话：" + id, "There is no session " + id),
                        data.toString(),
                        Text.of("用 mingcha sessions 列出全部会话", "List the sessions with: mingcha sessions"))
                .asException();
    }

    static FaultException ambiguous(Path data, String prefix, java.util.List<String> ids) {
        String some = String.join(", ", ids.subList(0, Math.min(5, ids.size())));
        return new Fault(
                        Text.of(
                                "有 " + ids.size() + " 个会话以 " + prefix + " 开头：" + some,
                                ids.size() + " sessions begin with " + prefix + ": " + some),
                        data.toString(),
                        Text.of("请写出更多字符", "Type more of it"))
                .asException();
    }

    static String reason(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
