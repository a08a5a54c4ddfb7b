package io.mingcha.sessions.run;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How time passes for a run. */
public interface Pace {

    /** As it does for everybody. */
    Pace REAL = new Pace() {
        @Override
        public void rest(Duration time) {
            if (Thread.currentThread().isInterrupted()) {
                throw new Interrupted();
            }
            LockSupport.parkNanos(time.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new Interrupted();
            }
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Duration real(Duration time) {
            return time;
        }
    };

    /** Lets so much time pass. */
    void rest(Duration time);

    /** A count that only differences matter of. */
    long nanos();

    /** How long that is for everybody else. */
    Duration real(Duration time);

    /** So many times faster, for devices that only pretend to wait. */
    static Pace faster(int times) {
        return new Pace() {
            @Override
            public void rest(Duration time) {
                REAL.rest(time.dividedBy(times));
            }

            @Override
            public long nanos() {
                return System.nanoTime() * times;
            }

            @Override
            public Duration real(Duration time) {
                return time.dividedBy(times);
            }
        };
    }

    /** The run is asked to end. */
    final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted() {
            super("the run was asked to end");
        }
    }
}
