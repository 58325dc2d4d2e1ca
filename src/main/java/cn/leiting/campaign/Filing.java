package cn.leiting.campaign;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 专项检查计划备案（F-04a）：one version of it; the newest is in force.
 *
 * @param version 1 at first, one more after every amendment
 */
public record Filing(
        String campaign,
        int version,
        String necessity,
        String objects,
        String items,
        LocalDate periodFrom,
        LocalDate periodTo,
        int maxVisitsPerObject,
        String approvedBy,
        LocalDate approvedOn,
        String filingNo,
        @Nullable LocalDate publishedOn,
        @Nullable String publishUrl,
        boolean urgent,
        @Nullable String urgentReason,
        String filedByName,
        Instant filedAt) {

    boolean lastsUntil(LocalDate day) {
        return !periodTo.isBefore(day);
    }

    /**
     * What is filed. Refuses what breaks a limit (422).
     *
     * @param necessity 必要性, at most 1000 characters
     * @param objects 检查对象, at most 500 characters
     * @param items 检查事项, at most 1000 characters
     * @param periodFrom first day of the inspections, not after the campaign's
     * @param periodTo last day of the inspections, not before the campaign's
     * @param maxVisitsPerObject 对同一对象最多检查次数, 1 to 100
     * @param approvedBy 批准机关, at most 100 characters
     * @param approvedOn not after today
     * @param filingNo 备案号, at most 50 characters, never that of another campaign
     * @param publishedOn not before the approval, due within one month of it
     * @param publishUrl http or https, at most 500 characters
     * @param urgentReason at most 500 characters, given if and only if urgent
     */
    public record Form(
            String necessity,
            String objects,
            String items,
            LocalDate periodFrom,
            LocalDate periodTo,
            int maxVisitsPerObject,
            String approvedBy,
            LocalDate approvedOn,
            String filingNo,
            @Nullable LocalDate publishedOn,
            @Nullable String publishUrl,
            boolean urgent,
            @Nullable String urgentReason) {

        public Form {
            necessity = Limits.required("必要性", necessity, 1000);
            objects = Limits.required("检查对象", objects, 500);
            items = Limits.required("检查事项", items, 1000);
            approvedBy = Limits.required("批准机关", approvedBy, 100);
            filingNo = Limits.required("备案号", filingNo, 50);
            publishUrl = webAddress("公布网址", publishUrl);
            urgentReason = Limits.optional("紧急情况说明", urgentReason, 500);
            require(!periodTo.isBefore(periodFrom), "periodTo", "检查期间的结束日期不能早于开始日期。");
            require(maxVisitsPerObject >= 1 && maxVisitsPerObject <= 100, "maxVisitsPerObject", "检查次数应在1到100之间。");
            require(publishedOn == null || !publishedOn.isBefore(approvedOn), "publishedOn", "公布日期不能早于批准日期。");
            require(!urgent || urgentReason != null, "urgentReason", "紧急情况须说明理由。");
            require(urgent || urgentReason == null, "urgentReason", "不是紧急情况的，请不要填写紧急情况说明。");
        }

        /** Refuses days outside the period of the inspections. */
        public void refuseUnlessCovering(LocalDate from, LocalDate to) {
            require(!periodFrom.isAfter(from) && !periodTo.isBefore(to), "periodTo", "检查期间须覆盖行动的起止日期。");
        }

        /** 一个月内向社会公布. */
        boolean isPublishedLate() {
            return publishedOn != null && publishedOn.isAfter(approvedOn.plusMonths(1));
        }

        private static void require(boolean kept, String field, String sentence) {
            if (!kept) {
                throw Refusal.invalid(field, sentence);
            }
        }
    }

    /** A blank one is none. */
    static @Nullable String webAddress(String label, @Nullable String typed) {
        String address = Limits.optional(label, typed, 500);
        if (address != null && !isOfTheWeb(address)) {
            throw Refusal.invalid(label + "应为以http://或https://开头的网址。");
        }
        return address;
    }

    private static boolean isOfTheWeb(String address) {
        try {
            URI uri = new URI(address);
            return address.matches("https?://.+") && uri.getHost() != null;
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
