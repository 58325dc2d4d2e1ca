package cn.leiting.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * 证据存储：keeps the bytes of photos outside the database, each under its SHA-256 (64 lower-case hexadecimal digits).
 * What stands under a hash is whole and never changes; a crash leaves a partial file at most. All nodes see the same.
 */
interface EvidenceStore {

    /** How many bytes of a photo that is not whole are kept; 0 when there are none. */
    long received(String sha256) throws IOException;

    /** A photo that is being received, by this request alone: another that begins meanwhile takes its place. */
    Partial open(String sha256) throws IOException;

    /** Whether the photo is there, whole. */
    boolean has(String sha256);

    /** The photo's bytes, from the first on. */
    InputStream read(String sha256) throws IOException;

    /** The small picture of a photo; empty where none has been made. */
    InputStream thumbnail(String sha256) throws IOException;

    /** Keeps the small picture of a photo in the place of any earlier one. */
    void keepThumbnail(String sha256, byte[] jpeg) throws IOException;

    /** Deletes what was begun and not touched since that moment; says how many there were. */
    int deleteLeftOvers(Instant before) throws IOException;

    /** What has come so far. */
    interface Partial extends AutoCloseable {

        long length() throws IOException;

        void append(byte[] bytes, int count) throws IOException;

        InputStream read() throws IOException;

        /** Puts the bytes under the hash for good, safe from a power cut; the caller has checked the hash. */
        void finish() throws IOException;

        void discard() throws IOException;

        @Override
        void close() throws IOException;
    }
}
