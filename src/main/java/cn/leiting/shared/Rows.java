package cn.leiting.shared;

import org.springframework.data.jdbc.core.convert.EntityRowMapper;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.relational.core.mapping.RelationalPersistentEntity;
import org.springframework.jdbc.core.RowMapper;

/** 表行：reads an aggregate from the row that a statement of its room's own has locked, in the same round trip. */
public final class Rows {

    private Rows() {}

    /** @param aggregate without tables besides its own; the statement selects all its columns */
    @SuppressWarnings("unchecked")
    public static <T> RowMapper<T> of(Class<T> aggregate, JdbcConverter converter) {
        return new EntityRowMapper<>(
                (RelationalPersistentEntity<T>) converter.getMappingContext().getRequiredPersistentEntity(aggregate),
                converter);
    }
}
