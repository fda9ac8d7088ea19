package org.qalqan.localstack;

/**
 * Something that keeps the stack from doing what it was asked, told in a line that a person can act on. Where more is
 * known (the end of a log), it follows on further lines of the message.
 */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String message;

    StackException(String message) {
        super(message);
        this.message = message;
    }

    StackException(String message, Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    /** What happened, and what to do about it. */
    @Override
    public String getMessage() {
        return message;
    }
}
