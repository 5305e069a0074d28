// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
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
    return new Column(
        other,
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

  /** With a name for NOT NULL. */
  public Column notNullNamed(@Nullable String other) {
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
        other,
        virtual,
        collation);
  }

  /** With or without NOT NULL. */
  public Column notNull(boolean value) {
    return new Column(
        name,
        type,
        typmod,
        value,
        defaultValue,
        generated,
        identity,
        sequence,
        domain,
        value ? notNullName : null,
        virtual,
        collation);
  }

  /** With another default. */
  public Column withDefault(@Nullable Expr value) {
    return new Column(
        name,
        type,
        typmod,
        notNull,
        value,
        generated,
        identity,
        sequence,
        domain,
        notNullName,
        virtual,
        collation);
  }

  /** With another type. */
  public Column typed(PgType other, int otherTypmod) {
    return new Column(
        name,
        other,
        otherTypmod,
        notNull,
        defaultValue,
        generated,
        identity,
        sequence,
        null,
        notNullName,
        virtual,
        null);
  }

  /** With a domain as its type, or none. */
  public Column of(@Nullable String key) {
    return new Column(
        name,
        type,
        typmod,
        notNull,
        defaultValue,
        generated,
        identity,
        sequence,
        key,
        notNullName,
        virtual,
        collation);
  }

  /** Generated from an expression. */
  public Column generated(@Nullable Expr expression) {
    return new Column(
        name,
        type,
        typmod,
        notNull,
        defaultValue,
        expression,
        identity,
        sequence,
        domain,
        notNullName,
        virtual,
        collation);
  }

  /** Computed when it is read, or not. */
  public Column virtual(boolean value) {
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
        value,
        collation);
  }

  /** With another identity. */
  public Column identity(String kind, @Nullable String key) {
    return new Column(
        name,
        type,
        typmod,
        notNull,
        defaultValue,
        generated,
        kind,
        key,
        domain,
        notNullName,
        virtual,
        collation);
  }

  /** With a collation. */
  public Column collated(@Nullable String other) {
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
        other);
  }
}
