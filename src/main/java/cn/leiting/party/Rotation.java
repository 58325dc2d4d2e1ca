package cn.leiting.party;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * 换密钥：encrypts everything anew with the newest key, in the transaction that makes it the newest one, so that no number
 * has two hashes and the key before can be thrown away afterwards.
 */
record Rotation(JdbcClient jdbc, Map<Integer, Seal> seals, int to) {

    private static final int BATCH = 1000;

    private record Sealed(
            long id, int key, byte @Nullable [] number, byte @Nullable [] birth, byte @Nullable [] phone) {}

    void run() {
        List<Sealed> some = after(0);
        while (!some.isEmpty()) {
            some.forEach(this::renew);
            some = after(some.get(some.size() - 1).id());
        }
    }

    private List<Sealed> after(long id) {
        return jdbc.sql("""
                        select id, key, id_enc as number, birth_enc as birth, phone_enc as phone
                        from party
                        where id > ? and key is not null and key <> ?
                        order by id
                        limit ?
                        """).params(id, to, BATCH).query(Sealed.class).list();
    }

    private void renew(Sealed old) {
        Seal before = Objects.requireNonNull(seals.get(old.key()), "no key of version " + old.key());
        Seal now = Objects.requireNonNull(seals.get(to));
        String number = opened(before, old.number(), Field.NUMBER.of(old.id()));
        jdbc.sql("""
                        update party
                        set key = :to,
                            id_hash = :hash,
                            id_enc = :number,
                            birth_enc = :birth,
                            phone_enc = :phone,
                            version = version + 1
                        where id = :id
                        """)
                .param("to", to)
                .param("hash", number == null ? null : now.hash(number))
                .param("number", number == null ? null : now.close(number, Field.NUMBER.of(old.id())))
                .param("birth", again(before, now, old.birth(), Field.BIRTH.of(old.id())))
                .param("phone", again(before, now, old.phone(), Field.PHONE.of(old.id())))
                .param("id", old.id())
                .update();
    }

    private static @Nullable String opened(Seal seal, byte @Nullable [] sealed, String place) {
        return sealed == null ? null : seal.open(sealed, place);
    }

    private static byte @Nullable [] again(Seal before, Seal now, byte @Nullable [] sealed, String place) {
        return sealed == null ? null : now.close(before.open(sealed, place), place);
    }
}
