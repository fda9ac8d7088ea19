package org.qalqan.gateway.upstream;

import java.util.List;
import java.util.Map;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/** A service gave no usable answer. */
public final class UpstreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String RETRY_AFTER_SECONDS = "2";

    /** In what way. */
    public enum Fault {
        /** No connection could be had. */
        UNREACHABLE(ProblemType.SERVICE_UNAVAILABLE, "cannot be reached right now"),
        /** It answered that it can do nothing right now: its store is away, for one. */
        AWAY(ProblemType.SERVICE_UNAVAILABLE, "cannot answer right now"),
        /** It has as many calls to answer as may wait for it, or there is no room for its answer. */
        BUSY(ProblemType.SERVICE_UNAVAILABLE, "has more to do right now than it can do in time"),
        /** The deadline passed. */
        TOO_SLOW(ProblemType.GATEWAY_TIMEOUT, "did not answer in time"),
        /** The answer broke off, was too large, or was not what the contract promises. */
        BROKEN(ProblemType.BAD_GATEWAY, "gave an unusable answer"),
        /** It answered that something is wrong with itself. */
        FAILED(ProblemType.BAD_GATEWAY, "failed");

        private final ProblemType type;
        private final String sentence;

        Fault(ProblemType type, String sentence) {
            this.type = type;
            this.sentence = sentence;
        }
    }

    private final Service service;
    private final Fault fault;

    /** A fault of a service; the cause is for the log only. */
    public UpstreamException(Service service, Fault fault, String forTheLog, Throwable cause) {
        super(service.id() + ": " + forTheLog, cause, false, false);
        this.service = service;
        this.fault = fault;
    }

    /** A fault of a service, with what the log should say. */
    public UpstreamException(Service service, Fault fault, String forTheLog) {
        super(service.id() + ": " + forTheLog, null, false, false);
        this.service = service;
        this.fault = fault;
    }

    /** What it means that a service answered a read with that status, which no caller can have caused. */
    public static UpstreamException ofStatus(Service service, int status) {
        Fault fault = status == ProblemType.SERVICE_UNAVAILABLE.status() ? Fault.AWAY : Fault.FAILED;
        return new UpstreamException(service, fault, "status " + status);
    }

    /** The service. */
    public Service service() {
        return service;
    }

    /** The fault. */
    public Fault fault() {
        return fault;
    }

    /** The type of problem that a forwarded request becomes. */
    public ProblemType problemType() {
        return fault.type;
    }

    /** A sentence for the caller, without any address. */
    public String sentence() {
        String noun = service.noun();
        return Character.toUpperCase(noun.charAt(0)) + noun.substring(1) + " " + fault.sentence + ".";
    }

    /** Headers of the problem: when to try again. */
    public Map<String, String> problemHeaders() {
        return Map.of("Retry-After", RETRY_AFTER_SECONDS);
    }

    /** The problem that an answer with no other part becomes. */
    public ProblemException toProblem() {
        return new ProblemException(fault.type, sentence(), List.of(), problemHeaders());
    }
}
