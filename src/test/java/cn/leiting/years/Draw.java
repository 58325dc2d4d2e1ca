package cn.leiting.years;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What chance decides: the same for the same seed, whatever else is drawn. */
record Draw(long seed) {

    /** From 0 on, less than {@code bound}. */
    int below(int bound, String what, int year, int at) {
        return Math.floorMod(hash(what + " " + year + " " + at), bound);
    }

    int hash(String what) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return ByteBuffer.wrap(digest.digest((seed + " " + what).getBytes(StandardCharsets.UTF_8)))
                    .getInt();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
