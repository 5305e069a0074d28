// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.MoreTypes.*;
import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;

/** Which casts PostgreSQL's {@code pg_cast} has, and in which contexts they apply. */
enum CastLevel {
  /** Anywhere. */
  IMPLICIT,
  /** When a value is assigned to a column. */
  ASSIGNMENT,
  /** Only when it is written. */
  EXPLICIT,
  /** Not at all. */
  NONE;

  private static final List<PgType> NUMBERS = List.of(INT2, INT4, INT8, NUMERIC, FLOAT4, FLOAT8);

  /** What a cast from one type to another takes. */
  static CastLevel of(PgType from, PgType to) {
    if (from.equals(to)) {
      return IMPLICIT;
    }
    int source = NUMBERS.indexOf(from);
    int target = NUMBERS.indexOf(to);
    if (source >= 0 && target >= 0) {
      return source < target ? IMPLICIT : ASSIGNMENT;
    }
    if (Types.isReference(from) || Types.isReference(to)) {
      return ofReferences(from, to);
    }
    if (from.isArray() || to.isArray()) {
      return ofArrays(from, to);
    }
    boolean fromText = isText(from);
    if (fromText && isText(to)) {
      return IMPLICIT;
    }
    CastLevel special = special(from, to);
    if (special != NONE) {
      return special;
    }
    if (isText(to) && !to.equals(NAME)) {
      return from.category() == 'P' && !from.equals(Types.VOID) && !from.equals(Types.RECORD)
          ? NONE
          : ASSIGNMENT;
    }
    return fromText && to.category() != 'P' ? EXPLICIT : NONE;
  }

  private static boolean isText(PgType type) {
    return type.category() == 'S';
  }

  private static CastLevel special(PgType from, PgType to) {
    if ((from.equals(DATE) && (to.equals(TIMESTAMP) || to.equals(TIMESTAMPTZ)))
        || (from.equals(TIMESTAMP) && to.equals(TIMESTAMPTZ))
        || (from.equals(TIME) && to.equals(INTERVAL))) {
      return IMPLICIT;
    }
    boolean fromStamp = from.equals(TIMESTAMP) || from.equals(TIMESTAMPTZ);
    if (fromStamp && (to.equals(DATE) || to.equals(TIME) || to.equals(TIMESTAMP))) {
      return ASSIGNMENT;
    }
    if (from.equals(INTERVAL) && to.equals(TIME)) {
      return ASSIGNMENT;
    }
    if ((from.equals(JSON) && to.equals(JSONB)) || (from.equals(JSONB) && to.equals(JSON))) {
      return ASSIGNMENT;
    }
    if ((from.equals(BOOL) && to.equals(INT4)) || (from.equals(INT4) && to.equals(BOOL))) {
      return EXPLICIT;
    }
    if (from.equals(JSONB) && (NUMBERS.contains(to) || to.equals(BOOL))) {
      return EXPLICIT;
    }
    boolean integer = from.equals(INT2) || from.equals(INT4) || from.equals(INT8);
    boolean toInteger = to.equals(INT2) || to.equals(INT4) || to.equals(INT8);
    if ((integer && to.equals(BYTEA)) || (from.equals(BYTEA) && toInteger)) {
      return EXPLICIT;
    }
    if (integer && to.equals(OID)) {
      return IMPLICIT;
    }
    if (from.equals(OID) && (to.equals(INT4) || to.equals(INT8))) {
      return ASSIGNMENT;
    }
    if (isPgvector(from) && isPgvector(to)) {
      boolean wider = from.equals(VECTOR) || to.equals(SPARSEVEC);
      return wider ? IMPLICIT : ASSIGNMENT;
    }
    if (isBits(from) || isBits(to)) {
      return ofBits(from, to);
    }
    if (from.equals(CHAR) || to.equals(CHAR)) {
      return ofChar(from, to);
    }
    return NONE;
  }

  private static CastLevel ofBits(PgType from, PgType to) {
    PgType other = isBits(from) ? to : from;
    boolean integer = other.equals(INT4) || other.equals(INT8);
    boolean plain = from.equals(BIT) || to.equals(BIT);
    return isBits(from) && isBits(to)
        ? IMPLICIT
        : integer && plain && !from.equals(VARBIT) && !to.equals(VARBIT) ? EXPLICIT : NONE;
  }

  private static CastLevel ofChar(PgType from, PgType to) {
    boolean implicit = from.equals(CHAR) && to.equals(TEXT);
    return implicit ? IMPLICIT : isText(from) ? ASSIGNMENT : NONE;
  }

  /** OIDs and their names; a text is looked up. */
  private static CastLevel ofReferences(PgType from, PgType to) {
    boolean fromOid =
        from.equals(OID) || from.equals(INT2) || from.equals(INT4) || from.equals(INT8);
    if (fromOid || (Types.isReference(from) && to.equals(OID))) {
      return IMPLICIT;
    }
    if (Types.isReference(from)) {
      boolean number = to.equals(INT4) || to.equals(INT8);
      return number || isText(to) ? ASSIGNMENT : NONE;
    }
    boolean text = from.equals(TEXT) || from.equals(VARCHAR);
    return text && to.equals(REGCLASS) ? IMPLICIT : isText(from) ? EXPLICIT : NONE;
  }

  private static CastLevel ofArrays(PgType from, PgType to) {
    PgType source = from.element();
    PgType target = to.element();
    if (source != null && target != null) {
      return of(source, target);
    }
    if (source != null && isPgvector(to)) {
      return NUMBERS.contains(source) && !source.equals(INT2) && !source.equals(INT8)
          ? ASSIGNMENT
          : NONE;
    }
    if (from.equals(Types.VECTOR) && FLOAT4.equals(target)) {
      return IMPLICIT;
    }
    if (from.equals(HALFVEC) && FLOAT4.equals(target)) {
      return ASSIGNMENT;
    }
    if (source != null && isText(to) && !to.equals(NAME)) {
      return ASSIGNMENT;
    }
    return isText(from) ? EXPLICIT : NONE;
  }

  /** Whether this cast applies in a context. */
  boolean allows(CastLevel context) {
    return compareTo(context) <= 0 && this != NONE;
  }
}
