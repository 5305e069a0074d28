// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table or view.
 *
 * @param name its name
 * @param type its type
 * @param typmod PostgreSQL's modifier, -1 for none
 * @param notNull whether nulls are refused
 * @param defaultValue the expression of DEFAULT
 * @param generated the expression of a stored generated column
 * @param identity {@code always}, {@code default} or nothing
 * @param sequence the key of the sequence of a serial or identity column
 * @param domain the key of the domain that its type is
 * @param notNullName the name that NOT NULL was given
 * @param virtual whether what is generated is computed when it is read
 * @param collation the collation that was written; empty where a query's column has one that is not
 *     known, and null for that of the type
 */
public record Column(
    String name,
    PgType type,
    int typmod,
    boolean notNull,
    @Nullable Expr defaultValue,
    @Nullable Expr generated,
    String identity,
    @Nullable String sequence,
    @Nullable String domain,
    @Nullable String notNullName,
    boolean virtual,
    @Nullable String collation) {

  /** A column of a view. */
  public static Column of(String name, PgType type, int typmod) {
    if (type.equals(Types.RECORD) || type.equals(Types.VOID)) {
      throw new PgException("42P16", "column \"" + name + "\" has pseudo-type " + type.sqlName());
    }
    return new Column(name, type, typmod, false, null, null, "", null, null, null, false, null);
  }

  /** With another name. */
  public Column named(String other) {
    return copy(c -> c.name = other);
  }

  /** With a name for NOT NULL. */
  public Column notNullNamed(@Nullable String other) {
    return copy(c -> c.notNullName = other);
  }

  /** With or without NOT NULL. */
  public Column notNull(boolean value) {
    return copy(
        c -> {
          c.notNull = value;
          c.notNullName = value ? notNullName : null;
        });
  }

  /** With another default. */
  public Column withDefault(@Nullable Expr value) {
    return copy(c -> c.defaultValue = value);
  }

  /** With another type. */
  public Column typed(PgType other, int otherTypmod) {
    return copy(
        c -> {
          c.type = other;
          c.typmod = otherTypmod;
          c.domain = null;
          c.collation = null;
        });
  }

  /** With a domain as its type, or none. */
  public Column of(@Nullable String key) {
    return copy(c -> c.domain = key);
  }

  /** Generated from an expression. */
  public Column generated(@Nullable Expr expression) {
    return copy(c -> c.generated = expression);
  }

  /** Computed when it is read, or not. */
  public Column virtual(boolean value) {
    return copy(c -> c.virtual = value);
  }

  /** With another identity. */
  public Column identity(String kind, @Nullable String key) {
    return copy(
        c -> {
          c.identity = kind;
          c.sequence = key;
        });
  }

  /** With a collation. */
  public Column collated(@Nullable String other) {
    return copy(c -> c.collation = other);
  }

  private Column copy(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.column();
  }

  /** All components, before one of them or a few are changed. */
  private static final class Copy {

    private String name;
    private PgType type;
    private int typmod;
    private boolean notNull;
    private @Nullable Expr defaultValue;
    private @Nullable Expr generated;
    private String identity;
    private @Nullable String sequence;
    private @Nullable String domain;
    private @Nullable String notNullName;
    private boolean virtual;
    private @Nullable String collation;

    Copy(Column column) {
      name = column.name;
      type = column.type;
      typmod = column.typmod;
      notNull = column.notNull;
      defaultValue = column.defaultValue;
      generated = column.generated;
      identity = column.identity;
      sequence = column.sequence;
      domain = column.domain;
      notNullName = column.notNullName;
      virtual = column.virtual;
      collation = column.collation;
    }

    Column column() {
      return new Column(
          name,
          type,
          typmod,
          notNull,
          defaultValue,
          generated,
          identity,
          sequence,
          domain,
          notNullName,
          virtual,
          collation);
    }
  }
}
