package org.qalqan.access;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a token as SmallRye JWT does, but for three things: it has to be three parts in base64url and nothing else (RFC 7515, section 7.1; the
 * library passes over what is none); without the name of an issuer, or of an audience, none is good (the library then takes any); and keys that
 * an issuer publishes are {@link PublishedKeys}.
 */
@Alternative
@Priority(1)
@Singleton
class TokenReader extends JWTCallerPrincipalFactory {

    private static final Pattern SIGNED = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private final DefaultJWTTokenParser parser = new DefaultJWTTokenParser() {
        private volatile @Nullable VerificationKeyResolver keys;

        @Override
        protected VerificationKeyResolver getVerificationKeyResolver(JWTAuthContextInfo trusted)
                throws UnresolvableKeyException {
            if (!PublishedKeys.areAt(trusted.getPublicKeyLocation())) {
                return super.getVerificationKeyResolver(trusted);
            }
            VerificationKeyResolver known = keys;
            return known == null ? made(trusted) : known;
        }

        private synchronized VerificationKeyResolver made(JWTAuthContextInfo trusted) throws UnresolvableKeyException {
            VerificationKeyResolver known = keys;
            if (known == null) {
                known = new PublishedKeys(trusted);
                keys = known;
            }
            return known;
        }
    };

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo trusted) throws ParseException {
        if (!SIGNED.matcher(token).matches()) {
            throw new ParseException("not three parts in base64url");
        }
        if (isEmpty(trusted.getIssuedBy()) || isEmpty(trusted.getExpectedAudience())) {
            throw new ParseException("nobody is named whose tokens are good, or for whom");
        }
        JwtContext context = parser.parse(token, trusted);
        String type = context.getJoseObjects().get(0).getHeader("typ");
        return new DefaultJWTCallerPrincipal(type, context.getJwtClaims());
    }

    private static boolean isEmpty(@Nullable String name) {
        return name == null || name.isEmpty();
    }

    private static boolean isEmpty(@Nullable Set<String> names) {
        return names == null || names.isEmpty();
    }
}
