// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.TypeName;
import io.hivedb.sqlite.internal.sql.type.Bits;
import io.hivedb.sqlite.internal.sql.type.MoreTypes;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.SparseVector;
import io.hivedb.sqlite.internal.sql.type.Types;
import io.hivedb.sqlite.internal.sql.type.Vectors;
import java.util.List;

/** Type modifiers, in PostgreSQL's encoding. */
public final class Typmods {

  private Typmods() {}

  public static int of(PgType type, TypeName name) {
    List<Integer> modifiers = name.modifiers();
    if (modifiers.isEmpty()) {
      return -1;
    }
    int first = modifiers.get(0);
    if (type.equals(Types.VARCHAR) || type.equals(Types.BPCHAR)) {
      check(
          first,
          1,
          10_485_760,
          "length for type " + (type.equals(Types.VARCHAR) ? "varchar" : "char"),
          name);
      return first + 4;
    }
    if (type.equals(Types.NUMERIC)) {
      return numeric(modifiers, name);
    }
    if (MoreTypes.isPgvector(type)) {
      return dimensions(type, modifiers, name);
    }
    if (MoreTypes.isBits(type)) {
      check(first, 1, Bits.MOST, "length for type " + type.name(), name);
      return first;
    }
    boolean clock = type.category() == 'D' && !type.equals(Types.DATE);
    if (clock) {
      return Math.min(first, 6);
    }
    if (type.equals(Types.INTERVAL)) {
      throw PgException.unsupported("interval with a precision").at(name.position());
    }
    throw new PgException("42601", "type modifier is not allowed for type \"" + type.name() + "\"")
        .at(name.position());
  }

  private static int dimensions(PgType type, List<Integer> modifiers, TypeName name) {
    if (modifiers.size() > 1) {
      throw new PgException("22023", "invalid type modifier").at(name.position());
    }
    boolean sparse = type.equals(MoreTypes.SPARSEVEC);
    int most = sparse ? SparseVector.MOST_DIMENSIONS : Vectors.MOST_DIMENSIONS;
    check(modifiers.get(0), 1, most, "dimensions for type " + type.name(), name);
    return modifiers.get(0);
  }

  private static int numeric(List<Integer> modifiers, TypeName name) {
    int precision = modifiers.get(0);
    int scale = modifiers.size() > 1 ? modifiers.get(1) : 0;
    if (precision < 1 || precision > 1000) {
      throw new PgException(
              "22023", "NUMERIC precision " + precision + " must be between 1 and 1000")
          .at(name.position());
    }
    if (scale < -1000 || scale > 1000) {
      throw new PgException("22023", "NUMERIC scale " + scale + " must be between -1000 and 1000")
          .at(name.position());
    }
    return ((precision << 16) | (scale & 0x7ff)) + 4;
  }

  /** The precision of a numeric. */
  public static int precision(int typmod) {
    return ((typmod - 4) >> 16) & 0xffff;
  }

  /** The scale of a numeric. */
  public static int scale(int typmod) {
    return (((typmod - 4) & 0x7ff) ^ 1024) - 1024;
  }

  private static void check(int value, int least, int most, String what, TypeName name) {
    if (value < least) {
      throw new PgException("22023", what + " must be at least " + least).at(name.position());
    }
    if (value > most) {
      throw new PgException("22023", what + " cannot exceed " + most).at(name.position());
    }
  }
}
