package cn.leiting.party;

import cn.leiting.identity.Identity;
import cn.leiting.identity.PartyKind;
import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of the parties: what goes in is encrypted here, and what comes out is opened here. */
@Component
class PartyRows {

    private final JdbcClient jdbc;
    private final Keyring keys;
    private final Clock clock;

    PartyRows(JdbcClient jdbc, Keyring keys, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
    }

    /** A party with what is needed to change it; its operator only by number. */
    record Row(Party party, @Nullable Long operator) {}

    /** Whoever finds it keeps it until the transaction ends. */
    Optional<Row> find(Identity identity) {
        Seal seal = keys.writing();
        String number = identity.number();
        return jdbc.sql("select * from party where id_hash = :hash or credit_code = :code for update")
                .param("hash", number == null ? null : seal.hash(number))
                .param("code", identity.creditCode())
                .query(this::row)
                .optional();
    }

    /** Nothing if somebody else has just entered the same one. */
    Optional<Long> insert(Identity identity, @Nullable Long operator, String by) {
        Seal seal = keys.writing();
        long id = jdbc.sql("select nextval(pg_get_serial_sequence('party', 'id'))")
                .query(Long.class)
                .single();
        String number = identity.number();
        LocalDate birthOn = identity.birthOn();
        boolean sealed = number != null || identity.phone() != null;
        int inserted = jdbc.sql("""
                        insert into party (id, kind, name, document, id_hash, id_enc, birth_enc, birth_year, phone_enc,
                                           key, credit_code, address, representative, operator, entered_by, entered_at,
                                           version)
                            overriding system value
                        values (:id, :kind, :name, :document, :hash, :number, :birth, :year, :phone,
                                :key, :code, :address, :representative, :operator, :by, :now, 0)
                        on conflict do nothing
                        """)
                .param("id", id)
                .param("kind", identity.kind().name())
                .param("name", identity.name())
                .param(
                        "document",
                        identity.document() == null ? null : identity.document().name())
                .param("hash", number == null ? null : seal.hash(number))
                .param("number", closed(seal, number, Field.NUMBER, id))
                .param("birth", closed(seal, birthOn == null ? null : birthOn.toString(), Field.BIRTH, id))
                .param("year", birthOn == null ? null : birthOn.getYear())
                .param("phone", closed(seal, identity.phone(), Field.PHONE, id))
                .param("key", sealed ? keys.current() : null)
                .param("code", identity.creditCode())
                .param("address", identity.address())
                .param("representative", identity.representative())
                .param("operator", operator)
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return inserted == 1 ? Optional.of(id) : Optional.empty();
    }

    /** What was entered now takes the place of what was known; what was left out stays. */
    void update(long id, Identity identity, @Nullable Long operator) {
        jdbc.sql("""
                        update party
                        set name = :name,
                            phone_enc = coalesce(:phone, phone_enc),
                            key = case when :phone::bytea is null then key else :key end,
                            address = coalesce(:address, address),
                            representative = coalesce(:representative, representative),
                            operator = coalesce(:operator, operator),
                            version = version + 1
                        where id = :id
                        """)
                .param("name", identity.name())
                .param("phone", closed(keys.writing(), identity.phone(), Field.PHONE, id))
                .param("key", keys.current())
                .param("address", identity.address())
                .param("representative", identity.representative())
                .param("operator", operator)
                .param("id", id)
                .update();
    }

    private static byte @Nullable [] closed(Seal seal, @Nullable String text, Field field, long id) {
        return text == null ? null : seal.close(text, field.of(id));
    }

    Row get(long id) {
        return some(List.of(id)).stream().findFirst().orElseThrow(() -> Refusal.notFound("没有这个当事人。"));
    }

    /** In no order, without those that are not there. */
    List<Row> some(Collection<Long> ids) {
        return jdbc.sql("select * from party where id = any(?)")
                .param(ids.toArray(Long[]::new))
                .query(this::row)
                .list();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        long id = row.getLong("id");
        Integer key = row.getObject("key", Integer.class);
        Seal seal = key == null ? null : keys.seal(key);
        String birthOn = opened(seal, row.getBytes("birth_enc"), Field.BIRTH, id);
        String document = row.getString("document");
        return new Row(
                new Party(
                        id,
                        PartyKind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        document == null ? null : Identity.Document.valueOf(document),
                        opened(seal, row.getBytes("id_enc"), Field.NUMBER, id),
                        birthOn == null ? null : LocalDate.parse(birthOn),
                        row.getString("credit_code"),
                        opened(seal, row.getBytes("phone_enc"), Field.PHONE, id),
                        row.getString("address"),
                        row.getString("representative"),
                        null),
                row.getObject("operator", Long.class));
    }

    private static @Nullable String opened(@Nullable Seal seal, byte @Nullable [] sealed, Field field, long id) {
        return seal == null || sealed == null ? null : seal.open(sealed, field.of(id));
    }
}
