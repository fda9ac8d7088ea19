package org.qalqan.access;

import io.smallrye.jwt.auth.principal.AbstractKeyLocationResolver;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import java.io.IOException;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jose4j.http.Get;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an issuer publishes (a JWKS, RFC 7517). They are fetched when the first token comes, again when they are ten minutes old, and
 * when a token names one that is not among them, as after the issuer has changed its keys.
 *
 * <p>Whoever sends tokens can make this ask the issuer, and an issuer may hang: there is one fetch at a time, it ends after a few seconds, none
 * follows another within ten seconds, and only a few requests wait for it. While the issuer cannot be asked, the keys that it has had go on;
 * without any, no token is good.
 */
final class PublishedKeys extends AbstractKeyLocationResolver implements VerificationKeyResolver {

    private static final Logger LOG = Logger.getLogger(PublishedKeys.class);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int FETCH_MILLIS = 2_000;
    private static final int MOST_WAITING = 16;

    private final HttpsJwks published;
    private final String location;
    private final long freshNanos;
    private final long pauseNanos;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    private volatile List<JsonWebKey> keys = List.of();
    private volatile long fetched;
    private volatile @Nullable Long tried;

    PublishedKeys(JWTAuthContextInfo trusted) throws UnresolvableKeyException {
        this(trusted, FRESH, PAUSE);
    }

    /**
     * Fetches nothing yet.
     *
     * @param fresh how old keys may be before they are fetched again
     * @param pause the least time between two fetches
     */
    PublishedKeys(JWTAuthContextInfo trusted, Duration fresh, Duration pause) throws UnresolvableKeyException {
        super(trusted);
        this.location = trusted.getPublicKeyLocation();
        this.freshNanos = fresh.toNanos();
        this.pauseNanos = pause.toNanos();
        try {
            this.published = initializeHttpsJwks(location);
            published.setRefreshReprieveThreshold(0);
        } catch (IOException e) {
            throw new UnresolvableKeyException("the certificate for " + location + " cannot be read", e);
        }
    }

    /** Whether keys of that location are published, rather than in a file of this machine. */
    static boolean areAt(@Nullable String location) {
        String lower = location == null ? "" : location.toLowerCase(Locale.ROOT);
        return lower.startsWith("https:") || lower.startsWith("http:");
    }

    @Override
    protected Get getHttpGet() {
        Get get = new Get();
        get.setConnectTimeout(FETCH_MILLIS);
        get.setReadTimeout(FETCH_MILLIS);
        get.setRetries(0);
        return get;
    }

    @Override
    public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> outer) throws UnresolvableKeyException {
        Key key = key(token);
        if (key == null || System.nanoTime() - fetched > freshNanos) {
            fetchInTurn();
            key = key(token);
        }
        if (key == null) {
            throw new UnresolvableKeyException("the issuer has no such key");
        }
        return key;
    }

    private @Nullable Key key(JsonWebSignature token) {
        JsonWebKey key = getJsonWebKey(token.getKeyIdHeaderValue(), keys, token.getAlgorithmHeaderValue());
        return key instanceof PublicJsonWebKey pair ? pair.getPublicKey() : null;
    }

    private void fetchInTurn() {
        if (!waiting.tryAcquire()) {
            return;
        }
        try {
            fetch();
        } finally {
            waiting.release();
        }
    }

    /** Who waited for another's fetch finds it just done. */
    private synchronized void fetch() {
        Long last = tried;
        if (last != null && System.nanoTime() - last < pauseNanos) {
            return;
        }
        try {
            published.refresh();
            keys = published.getJsonWebKeys();
            fetched = System.nanoTime();
        } catch (JoseException | IOException | RuntimeException e) {
            // unchecked ones are what the library makes of JSON that is no key set
            LOG.warnf(
                    "the keys of the issuer at %s cannot be had, %s: %s",
                    location, keys.isEmpty() ? "so that no token is good" : "those before go on", e.getMessage());
        }
        tried = System.nanoTime();
    }
}
