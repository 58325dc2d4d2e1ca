package cn.leiting.party;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * 密钥：encrypts by AES-256-GCM with a new nonce each time, and makes the keyed hash (HMAC-SHA256) by which a number is
 * found. The two keys and the check value are made of the one that the bureau keeps, so that none tells another.
 */
final class Seal {

    static final int KEY_BYTES = 32;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec encryption;
    private final SecretKeySpec lookUp;
    private final String checkValue;

    Seal(byte[] key) {
        this.encryption = new SecretKeySpec(derived(key, "leiting party encryption"), "AES");
        this.lookUp = new SecretKeySpec(derived(key, "leiting party look-up"), "HmacSHA256");
        this.checkValue = HexFormat.of().formatHex(derived(key, "leiting party check"));
    }

    private static byte[] derived(byte[] key, String purpose) {
        return hmac(new SecretKeySpec(key, "HmacSHA256"), purpose);
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Tells whether two keys are the same, and nothing about either. */
    String checkValue() {
        return checkValue;
    }

    /** 64 lower-case hexadecimal digits. */
    String hash(String number) {
        return HexFormat.of().formatHex(hmac(lookUp, number));
    }

    /** @param place where it will stand; it can be read there only */
    byte[] close(String text, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, text.getBytes(UTF_8), place);
        byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
        return both;
    }

    String open(byte[] both, String place) {
        byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, sealed, place), UTF_8);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] text, String place) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, encryption, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(UTF_8));
            return cipher.doFinal(text);
        } catch (AEADBadTagException changed) {
            throw new IllegalStateException("what is stored at " + place + " is not what was stored there", changed);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
