package org.qalqan.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one program at a time start and end processes in a stack's folder. The system frees it when the program is gone,
 * however it went.
 */
final class StackLock implements AutoCloseable {
    private static final String HOLDER = "launcher";

    /** Within one program the system's lock does not hold, and closing a second channel would free the first's. */
    private static final Set<String> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final StackDirectory directory;
    private final FileChannel channel;

    private StackLock(StackDirectory directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Empty if another holds it. */
    static Optional<StackLock> tryTake(StackDirectory directory) {
        String name = directory.lock().toString();
        if (!HELD_HERE.add(name)) {
            return Optional.empty();
        }
        try {
            FileChannel channel =
                    FileChannel.open(directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                HELD_HERE.remove(name);
                return Optional.empty();
            }
            directory.pid(HOLDER).write(ProcessHandle.current().pid());
            return Optional.of(new StackLock(directory, channel));
        } catch (IOException e) {
            HELD_HERE.remove(name);
            throw new UncheckedIOException(e);
        }
    }

    /** The program that holds it, or is about to. */
    static Optional<ProcessHandle> holder(StackDirectory directory) {
        return directory.pid(HOLDER).process();
    }

    StackDirectory directory() {
        return directory;
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            directory.pid(HOLDER).delete();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(directory.lock().toString());
        }
    }
}
