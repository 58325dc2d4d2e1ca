package cn.leiting.dossier;

import cn.leiting.dossier.ItemPhotos.Photo;
import cn.leiting.dossier.Mentions.Mention;
import cn.leiting.dossier.Proofs.Issue;
import cn.leiting.dossier.Proofs.Proof;
import cn.leiting.publicity.InfoItem;
import cn.leiting.publicity.InfoItem.Status;
import cn.leiting.publicity.InfoItems;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 信息档案：what the page shows of one item, campaign or look-back, in the same number of statements whatever there is. */
@Component
@Transactional(readOnly = true)
class Dossier {

    /**
     * @param status null: the subject is no item, with neither photos nor mentions
     * @param keeps whether the person may change the photos now, {@code marks} say what they show, {@code links} the
     *     cases, {@code proves} add proofs and counts
     */
    record Content(
            String subject,
            @Nullable Status status,
            List<Photo> photos,
            List<Mention> mentions,
            List<Issue> issues,
            List<Proof> proofs,
            boolean keeps,
            boolean marks,
            boolean links,
            boolean proves) {

        public boolean isItem() {
            return status != null;
        }

        public boolean isFull() {
            return photos.size() >= ItemPhotos.MOST;
        }

        public List<Proof> proofsOf(int publication) {
            return proofs.stream()
                    .filter(proof -> proof.publication() == publication)
                    .toList();
        }
    }

    private final InfoItems items;
    private final ItemPhotos photos;
    private final Mentions mentions;
    private final Proofs proofs;
    private final ItemReaders readers;

    Dossier(InfoItems items, ItemPhotos photos, Mentions mentions, Proofs proofs, ItemReaders readers) {
        this.items = items;
        this.photos = photos;
        this.mentions = mentions;
        this.proofs = proofs;
        this.readers = readers;
    }

    Content of(String subject, Actor actor) {
        boolean office = actor.isIn("deptOffice");
        List<Issue> issues = proofs.issues(subject);
        if (subject.startsWith("INFO-")) {
            InfoItem item = items.get(subject);
            readers.refuseStranger(item.squad(), actor);
            boolean open = item.status() == Status.SUBMITTED;
            return new Content(
                    subject,
                    item.status(),
                    photos.of(subject),
                    mentions.of(subject),
                    issues,
                    proofs.of(subject),
                    open && readers.keeps(item.squad(), actor),
                    open && office,
                    actor.isIn("deptOffice", "deptLegal"),
                    office);
        }
        refuseSquads(actor);
        if (issues.isEmpty()) {
            throw Refusal.notFound(subject + "还没有登记宣传报道。");
        }
        return new Content(
                subject, null, List.of(), List.of(), issues, proofs.of(subject), false, false, false, office);
    }

    /** What was published of a whole campaign is for sections and leaders. */
    private void refuseSquads(Actor actor) {
        if (readers.only(actor) != null) {
            throw Refusal.forbidden("您没有查看此宣传报道的权限。");
        }
    }

    /** A proof for whoever may see its subject. */
    Proof proof(String subject, int publication, int no, Actor actor) {
        if (subject.startsWith("INFO-")) {
            readers.refuseStranger(items.get(subject).squad(), actor);
        } else {
            refuseSquads(actor);
        }
        return proofs.of(subject, publication, no);
    }
}
