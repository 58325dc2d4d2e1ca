package cn.leiting.gazetteer;

import static java.util.stream.Collectors.toMap;

import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Points;
import cn.leiting.office.TableFile;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 点位导入：registers points from a file, CSV or Excel, row by row. */
@Component
class PointFiles {

    private final Points points;
    private final Organization organization;

    PointFiles(Points points, Organization organization) {
        this.points = points;
        this.organization = organization;
    }

    /**
     * Registers new points and new facts of those in use. A row is stored whole or not at all, and a refused
     * one hinders no other; whatever is not in the file stays as is. Refuses a file that is none.
     *
     * @param file at most 10,000 rows and 4 MB
     */
    @Transactional
    PointFile.Report importFile(byte[] file, Actor by) {
        by.require("deptCoordination");
        List<PointFile.Row> read = PointFile.read(
                TableFile.read(
                        file,
                        PointFile.MAX_ROWS,
                        PointFile.MAX_MEGABYTES,
                        PointFile.HEADER_WITH_DATUM,
                        PointFile.HEADER),
                organization,
                points.boxes());
        Map<String, Point> known =
                points.find(read.stream().map(PointFile.Row::code).toList());
        List<PointFile.Row> rows =
                read.stream().map(row -> row.against(known.get(row.code()))).toList();
        List<PointFile.Row> changed =
                rows.stream().filter(PointFile.Row::isToBeStored).toList();
        Set<String> stored = points.store(
                changed.stream()
                        .map(PointFile.Row::point)
                        .filter(Objects::nonNull)
                        .toList(),
                changed.stream().collect(toMap(PointFile.Row::code, PointFile.Row::datum)),
                by.id());
        return new PointFile.Report(rows.stream()
                .map(row -> row.isToBeStored() && !stored.contains(row.code()) ? row.refused("点位刚被他人停用。") : row)
                .toList());
    }
}
