package cn.leiting.evidence;

import cn.leiting.evidence.Photos.Announced;
import cn.leiting.fieldwork.Inspections;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import cn.leiting.storage.EvidenceStore;
import cn.leiting.storage.EvidenceStore.Busy;
import cn.leiting.storage.EvidenceStore.Partial;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

/**
 * 照片上传：takes a photo's bytes, at once or in parts, through a buffer of fixed size into the store. First the file
 * is whole and safe, then its row is written: a crash between the two costs the phone one more request.
 */
@Component
public class Uploads {

    /** Bytes of one photo (F-11). */
    static final int LARGEST = 10 * 1024 * 1024;

    private static final int BUFFER = 16 * 1024;

    private final EvidenceStore store;
    private final Photos photos;
    private final PhotoFiles files;

    Uploads(EvidenceStore store, Photos photos, PhotoFiles files) {
        this.store = store;
        this.photos = photos;
        this.files = files;
    }

    /** What has become of the photo. */
    enum State {
        /** It is stored, from now on. */
        STORED,
        /** It was stored before. */
        KNOWN,
        /** The part is kept, more is to come. */
        PARTIAL,
        /** The part does not begin where the kept ones end. */
        MISPLACED
    }

    /** @param offset how many bytes are kept, where it is not stored */
    record Outcome(State state, long offset) {}

    /**
     * Where an upload goes on: KNOWN, or PARTIAL with the number of bytes that are kept. One that a crash broke off
     * after its last byte is brought to its end.
     */
    Outcome state(UUID clientId, String sha256, Actor actor) throws IOException {
        if (photos.announced(clientId, sha256, actor).arrived()) {
            return new Outcome(State.KNOWN, 0);
        }
        return store.received(sha256) > 0 && adopt(sha256, actor.id())
                ? new Outcome(State.KNOWN, 0)
                : new Outcome(State.PARTIAL, store.received(sha256));
    }

    /**
     * Takes a part. Refuses, and keeps nothing of, what is no JPEG or PNG, larger than {@link #LARGEST}, of more than
     * {@link Snapshot#MOST_PIXELS} pixels, or not what its hash says; what broke off is kept.
     */
    Outcome receive(UUID clientId, String sha256, Part part, InputStream body, Actor actor) throws IOException {
        Announced photo = photos.announced(clientId, sha256, actor);
        if (photo.arrived()) {
            return new Outcome(State.KNOWN, 0);
        }
        if (files.isFree(sha256)) {
            arrive(sha256, actor.id());
            return new Outcome(State.STORED, 0);
        }
        try (Partial partial = store.open(sha256)) {
            return receive(photo, part, body, partial, actor);
        } catch (Busy other) {
            throw busy();
        }
    }

    private static Refusal busy() {
        return Refusal.conflict("这张照片正由另一次上传接收，请稍后再试。");
    }

    private Outcome receive(Announced photo, Part part, InputStream body, Partial partial, Actor actor)
            throws IOException {
        if (part.from() == 0) {
            partial.empty();
        } else if (part.from() != partial.length()) {
            return finish(photo.sha256(), partial, actor.id())
                    ? new Outcome(State.STORED, 0)
                    : new Outcome(State.MISPLACED, partial.length());
        }
        try {
            append(part, body, partial);
            if (partial.length() < part.total()) {
                photos.received(photo, partial.length());
                return new Outcome(State.PARTIAL, partial.length());
            }
            return finish(photo.sha256(), partial, actor.id())
                    ? new Outcome(State.STORED, 0)
                    : wrongHash(photo, part, partial);
        } catch (Refusal refusal) {
            partial.empty();
            photos.received(photo, 0);
            throw refusal;
        } catch (BrokenOff gone) {
            photos.received(photo, partial.length());
            return new Outcome(State.MISPLACED, partial.length());
        }
    }

    private static void append(Part part, InputStream body, Partial partial) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long room = part.count() < 0 ? LARGEST : part.count();
        for (int count = read(body, buffer); count > 0; count = read(body, buffer)) {
            if (count > room) {
                throw part.count() < 0 ? Part.tooLarge() : Refusal.invalid("照片内容比请求头所说的长。");
            }
            if (partial.length() == 0) {
                Snapshot.Type.of(Arrays.copyOf(buffer, Math.min(count, Snapshot.HEAD)));
            }
            partial.append(buffer, count);
            room -= count;
        }
    }

    /** Fills the buffer as far as the body goes. */
    private static int read(InputStream body, byte[] buffer) throws BrokenOff {
        try {
            return body.readNBytes(buffer, 0, buffer.length);
        } catch (IOException gone) {
            throw new BrokenOff(gone);
        }
    }

    /** Parts from before a power cut may be spoilt: then the phone begins anew, the photo itself being sound. */
    private Outcome wrongHash(Announced photo, Part part, Partial partial) throws IOException {
        if (part.isWhole()) {
            throw Refusal.invalid("照片内容与校验值不符，请重新上传。");
        }
        partial.empty();
        photos.received(photo, 0);
        return new Outcome(State.MISPLACED, 0);
    }

    /** A crash came between the file and its row. */
    private void arrive(String sha256, String by) throws IOException {
        long bytes;
        try (InputStream whole = store.read(sha256)) {
            bytes = whole.transferTo(OutputStream.nullOutputStream());
        }
        try (InputStream whole = new BufferedInputStream(store.read(sha256), BUFFER)) {
            photos.arrive(sha256, Snapshot.of(whole), bytes, by);
        }
    }

    /** Keeps a photo that comes before its visit as if its upload had broken off; refuses what {@link #receive} refuses. */
    String deposit(InputStreamSource file) throws IOException {
        try (InputStream bytes = file.getInputStream()) {
            Snapshot.of(new BufferedInputStream(bytes, BUFFER));
        }
        String sha256;
        try (InputStream bytes = file.getInputStream()) {
            sha256 = DigestUtils.sha256Hex(bytes);
        }
        if (files.isFree(sha256)) {
            return sha256;
        }
        try (InputStream bytes = file.getInputStream();
                Partial partial = store.open(sha256)) {
            partial.empty();
            append(new Part(0, -1, -1), bytes, partial);
        } catch (Busy other) {
            throw busy();
        }
        return sha256;
    }

    /** Keeps a photo of no squad's visit, whole and at once; refuses what {@link #receive} refuses, gives the hash. */
    public String keep(InputStreamSource file, Actor by) throws IOException {
        String sha256 = deposit(file);
        if (files.isFree(sha256)) {
            arrive(sha256, by.id());
        } else {
            adopt(sha256, by.id());
        }
        return sha256;
    }

    /** The photos of the plain page are there before their visit; whole ones are, when it was taken back before. */
    @EventListener
    void recorded(Inspections.Stored visit) throws IOException {
        for (String sha256 : photos.recorded(visit.inspection())) {
            if (files.isFree(sha256)) {
                arrive(sha256, photos.recordedBy(visit.inspection()));
            } else if (store.received(sha256) > 0) {
                adopt(sha256, photos.recordedBy(visit.inspection()));
            }
        }
    }

    /** @return false while another request uploads it, and brings it to its end */
    private boolean adopt(String sha256, String by) throws IOException {
        try (Partial partial = store.open(sha256)) {
            return finish(sha256, partial, by);
        } catch (Busy uploading) {
            return false;
        }
    }

    /** @return whether all bytes were there; refuses, and throws away, what is whole and no photo */
    private boolean finish(String sha256, Partial partial, String by) throws IOException {
        if (!DigestUtils.sha256Hex(partial.read()).equals(sha256)) {
            return false;
        }
        Snapshot snapshot;
        try {
            snapshot = Snapshot.of(new BufferedInputStream(partial.read(), BUFFER));
        } catch (Refusal noPhoto) {
            partial.empty();
            throw noPhoto;
        }
        long bytes = partial.length();
        partial.finish();
        photos.arrive(sha256, snapshot, bytes, by);
        return true;
    }

    /** The phone is gone, as opposed to a disk that fails. */
    private static final class BrokenOff extends IOException {

        private static final long serialVersionUID = 1L;

        BrokenOff(IOException cause) {
            super(cause);
        }
    }
}
