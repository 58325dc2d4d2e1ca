package cn.leiting.storage;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/**
 * 证据存储：keeps the bytes of photos outside the database, each under its SHA-256 (64 lower-case hexadecimal
 * digits). What stands under a hash is whole and never changes; a crash leaves a partial file at most. All nodes
 * see the same.
 */
public interface EvidenceStore {

    /** Whether the photo is there, whole. */
    boolean has(String sha256);

    /** The photo's bytes, from the first on; fails where it is not whole. */
    InputStream read(String sha256) throws IOException;

    /** How many bytes of a photo that is not whole are kept. */
    long received(String sha256) throws IOException;

    /**
     * Goes on with a photo that is not whole. An earlier request of this node that still holds it loses it, because
     * a phone that comes again has given the earlier one up.
     *
     * @throws Busy while another node holds it
     */
    Partial open(String sha256) throws IOException;

    /** The small picture of a photo; fails where none has been made. */
    InputStream readThumbnail(String sha256) throws IOException;

    void keepThumbnail(String sha256, byte[] jpeg) throws IOException;

    /** Deletes what was begun and not gone on with since that moment; says of which photos it was. */
    List<String> deleteLeftOvers(Instant before) throws IOException;

    /** What has come so far. Every method fails once another request has taken over. */
    interface Partial extends AutoCloseable {

        long length() throws IOException;

        void append(byte[] bytes, int count) throws IOException;

        /** What has come, from the first byte on. */
        InputStream read() throws IOException;

        /** Puts it under the hash for good, so that no power cut takes it back; the caller has looked at it. */
        void finish() throws IOException;

        /** Throws away what has come. */
        void empty() throws IOException;

        /** Leaves what has come for whoever goes on. */
        @Override
        void close() throws IOException;
    }

    /** Somebody else is writing. */
    final class Busy extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
