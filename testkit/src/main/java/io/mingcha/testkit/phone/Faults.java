package io.mingcha.testkit.phone;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What is to go wrong. A fault of a command befalls the next one that contains the text, once. */
public final class Faults {
    private enum Kind {
        HANG,
        UNPLUG,
        BREAK_OFF
    }

    private record Fault(Kind kind, String command) {}

    private final List<Fault> waiting = new ArrayList<>();
    private boolean full;
    private int restless;
    private boolean unreadable;
    private boolean chooser;

    /** It never answers. */
    public synchronized Faults hang(String command) {
        waiting.add(new Fault(Kind.HANG, command));
        return this;
    }

    /** The cable is pulled in the middle of the answer. */
    public synchronized Faults unplugDuring(String command) {
        waiting.add(new Fault(Kind.UNPLUG, command));
        return this;
    }

    /** The answer ends in its middle, and the phone stays. */
    public synchronized Faults breakOff(String command) {
        waiting.add(new Fault(Kind.BREAK_OFF, command));
        return this;
    }

    public synchronized Faults storageFull(boolean is) {
        full = is;
        return this;
    }

    /** The screen moves for so many dumps; one that does not wait for rest succeeds all the same. */
    public synchronized Faults restless(int dumps) {
        restless = dumps;
        return this;
    }

    /** The screen cannot be dumped in any way. */
    public synchronized Faults unreadable(boolean is) {
        unreadable = is;
        return this;
    }

    /** Apps have several entries, so that Android resolves none of them by itself. */
    public synchronized Faults choosers(boolean are) {
        chooser = are;
        return this;
    }

    synchronized boolean hasChooser() {
        return chooser;
    }

    synchronized boolean isFull() {
        return full;
    }

    synchronized boolean isRestless(boolean compressed) {
        return unreadable || restless > 0 && restless-- > 0 && !compressed;
    }

    boolean hangs(String command) {
        return befalls(Kind.HANG, command);
    }

    boolean unplugs(String command) {
        return befalls(Kind.UNPLUG, command);
    }

    boolean breaksOff(String command) {
        return befalls(Kind.BREAK_OFF, command);
    }

    private synchronized boolean befalls(Kind kind, String command) {
        for (Iterator<Fault> it = waiting.iterator(); it.hasNext(); ) {
            Fault fault = it.next();
            if (fault.kind() == kind && command.contains(fault.command())) {
                it.remove();
                return true;
            }
        }
        return false;
    }
}
