package cn.leiting.process;

import cn.leiting.calendar.BureauTime;
import cn.leiting.publicity.InfoForms.Check;
import cn.leiting.publicity.InfoForms.Edit;
import cn.leiting.publicity.InfoForms.Flags;
import cn.leiting.publicity.InfoForms.Submission;
import cn.leiting.publicity.Publication;
import cn.leiting.publicity.Publication.Channel;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** 信息报送与宣传的表单：one record a form of the model {@code informationPublicity}, named as the form's file. */
final class InformationPublicityForms {

    private static final Set<String> ROUTINE = Set.of("routine", "日常");

    private InformationPublicityForms() {}

    /** F-26 报送信息; photos are added on the page of its file. */
    public record StartInformation(
            @NotBlank @Size(min = 5, max = 60) String title,
            @NotBlank @Size(min = 50, max = 3000) String body,
            @NotNull LocalDateTime eventAt,
            @NotBlank @Size(max = 40) String campaignId,
            @NotBlank @Size(max = 50) String author,
            @NotNull Boolean containsPersons,
            @NotNull Boolean containsMinors,
            @NotNull Boolean caseInvolved,
            @Nullable Boolean breaking) {

        /** The campaign's code; null: routine. */
        @Nullable
        String campaign() {
            return ROUTINE.contains(campaignId) ? null : campaignId;
        }

        Submission toSubmission(@Nullable String squad) {
            return new Submission(
                    squad,
                    campaign(),
                    title,
                    body,
                    moment(eventAt),
                    author,
                    new Flags(containsPersons, containsMinors, caseInvolved, false, false),
                    isBreaking());
        }

        boolean isBreaking() {
            return is(breaking);
        }
    }

    /** 编审信息. */
    public record EditInformation(
            @NotNull Decision decision,
            @Nullable @Size(min = 5, max = 1000) String comment,
            @Nullable @Size(min = 5, max = 60) String title,
            @Nullable @Size(min = 50, max = 3000) String body,

            @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<Channel> channels,

            @Nullable Boolean containsPersons,
            @Nullable Boolean containsMinors,
            @Nullable Boolean caseInvolved,
            @Nullable Boolean otherAgency,
            @Nullable Boolean sensitive) {

        /** 采用、退回、留存. */
        public enum Decision {
            ADOPT,
            RETURN,
            STORE
        }

        @AssertTrue(message = "退回或者留存时请填写5至1000字的意见")
        public boolean isCommentGivenWhenNeeded() {
            return decision == Decision.ADOPT || comment != null;
        }

        Flags flags() {
            return new Flags(is(containsPersons), is(containsMinors), is(caseInvolved), is(otherAgency), is(sensitive));
        }

        /** All but the news media, which need the leadership, unless chosen. */
        Set<Channel> intended() {
            return channels == null || channels.isEmpty()
                    ? EnumSet.of(Channel.WECHAT, Channel.GOV_SITE, Channel.OTHER)
                    : EnumSet.copyOf(channels);
        }

        Edit toEdit(Flags flags, Set<Check> checks) {
            return new Edit(title, body, flags, intended(), checks);
        }

        String said() {
            return comment == null ? "" : comment;
        }
    }

    /** F-26b 登记发布, or back to the editor where the facts prove wrong; without a decision it is a publication. */
    public record PublishInformation(
            @Nullable Decision decision,
            @Nullable @Size(min = 5, max = 1000) String comment,
            @Nullable Channel channel,
            @Nullable @Size(max = 500) String url,
            @Nullable @Size(max = 500) String proofNote,
            @Nullable LocalDateTime publishedAt,
            Publication.@Nullable Level level) {

        /** 已发布、退回编审. */
        public enum Decision {
            PUBLISH,
            RETURN
        }

        @AssertTrue(message = "登记发布的，请填写媒介、发布时间和级别")
        public boolean isPlaceGivenWhenPublished() {
            return !isPublished() || channel != null && publishedAt != null && level != null;
        }

        @AssertTrue(message = "退回编审时请填写5至1000字的意见")
        public boolean isCommentGivenWhenReturned() {
            return isPublished() || comment != null;
        }

        boolean isPublished() {
            return decision != Decision.RETURN;
        }

        Publication.Place toPlace() {
            return new Publication.Place(
                    Objects.requireNonNull(channel),
                    Objects.requireNonNull(level),
                    url,
                    proofNote,
                    moment(Objects.requireNonNull(publishedAt)));
        }
    }

    private static boolean is(@Nullable Boolean ticked) {
        return ticked != null && ticked;
    }

    private static Instant moment(LocalDateTime typed) {
        return typed.atZone(BureauTime.ZONE).toInstant();
    }
}
