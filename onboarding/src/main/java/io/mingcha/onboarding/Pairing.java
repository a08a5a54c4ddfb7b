package io.mingcha.onboarding;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The words with which devices are let in: each is good once, for ten minutes, within this capture. They are kept in
 * memory only. Safe for use by many threads.
 */
public final class Pairing {
    /** How long a token is good for. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    private static final int TOKEN_BYTES = 16;
    private static final int MOST_TOKENS = 16;
    private static final int MOST_GUESSES = 10;
    private static final Duration GUESSES_FORGOTTEN = Duration.ofMinutes(1);
    private static final int MOST_GUESSERS = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final Deque<Token> tokens = new ArrayDeque<>();
    private final Map<InetAddress, Guesses> guesses = new LinkedHashMap<>();

    private record Token(byte[] word, Instant end) {}

    private record Guesses(int count, Instant since) {}

    /** What a word was worth. */
    enum Answer {
        ACCEPTED,
        REFUSED,
        TOO_MANY_GUESSES
    }

    public Pairing(Clock clock) {
        this.clock = clock;
    }

    /** A new token; beyond a few the oldest is no longer good. */
    public synchronized String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String word = Base32.encode(bytes);
        tokens.add(new Token(
                word.getBytes(StandardCharsets.US_ASCII), clock.instant().plus(LIFE)));
        if (tokens.size() > MOST_TOKENS) {
            tokens.remove();
        }
        return word;
    }

    /** Uses a token up. How long it takes tells nothing of the tokens there are. */
    synchronized Answer redeem(String word, InetAddress guesser) {
        Instant now = clock.instant();
        tokens.removeIf(token -> token.end().isBefore(now));
        Guesses made = guesses.getOrDefault(guesser, new Guesses(0, now));
        if (made.since().plus(GUESSES_FORGOTTEN).isBefore(now)) {
            made = new Guesses(0, now);
        }
        if (made.count() >= MOST_GUESSES) {
            return Answer.TOO_MANY_GUESSES;
        }
        byte[] given = Base32.canonical(word).getBytes(StandardCharsets.UTF_8);
        Token found = null;
        for (Token token : tokens) {
            if (MessageDigest.isEqual(token.word(), given)) {
                found = token;
            }
        }
        if (found != null) {
            tokens.remove(found);
            guesses.remove(guesser);
            return Answer.ACCEPTED;
        }
        guesses.put(guesser, new Guesses(made.count() + 1, made.since()));
        if (guesses.size() > MOST_GUESSERS) {
            guesses.remove(guesses.keySet().iterator().next());
        }
        return Answer.REFUSED;
    }
}
