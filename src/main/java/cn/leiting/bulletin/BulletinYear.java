package cn.leiting.bulletin;

import cn.leiting.work.Task;
import cn.leiting.work.Work;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;

/** 年度日报汇编：all bulletins of a year, each in its newest version, as Word files in one archive. */
@Component
class BulletinYear implements Task {

    static final String KIND = "BULLETINS_OF_YEAR";

    private final Bulletins bulletins;
    private final BulletinPaper paper;

    BulletinYear(Bulletins bulletins, BulletinPaper paper) {
        this.bulletins = bulletins;
        this.paper = paper;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "年度日报汇编";
    }

    @Override
    public void run(Work work) throws IOException {
        int year = Integer.parseInt(work.argument("year"));
        List<Bulletins.Line> days = bulletins.ofYear(year);
        work.progress(0, days.size());
        work.file(year + "年日报汇编.zip", "application/zip", stream -> write(days, work, stream));
    }

    private void write(List<Bulletins.Line> days, Work work, OutputStream stream) throws IOException {
        ZipOutputStream archive = new ZipOutputStream(stream);
        int done = 0;
        for (Bulletins.Line line : days) {
            Bulletin bulletin = bulletins.newest(line.subject(), line.day());
            archive.putNextEntry(new ZipEntry(line.subject() + "/日报" + line.subject() + "-" + line.day() + ".docx"));
            archive.write(paper.of(bulletin));
            archive.closeEntry();
            work.progress(++done, days.size());
        }
        archive.finish();
    }
}
