// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import org.jspecify.annotations.Nullable;

/** The least and the greatest value of a sequence: what is asked for, or what its type allows. */
record SequenceBounds(long minimum, long maximum) {

  /** The bounds under some options; {@code before} is the sequence that they change. */
  static SequenceBounds of(
      PgType type,
      long increment,
      Ddl.SequenceOptions options,
      Relation.@Nullable Sequence before) {
    long most = limit(type);
    boolean up = increment > 0;
    Long kept = before == null || options.noMaximum() ? null : (Long) before.maximum();
    boolean highest = kept != null && isBound(options, kept, before);
    long maximum = kept == null || highest ? (up || highest ? most : -1) : kept;
    maximum = options.maximum() == null ? maximum : options.maximum();
    check("MAXVALUE", maximum, type);
    Long least = before == null || options.noMinimum() ? null : (Long) before.minimum();
    boolean lowest = least != null && isBound(options, -least - 1, before);
    long minimum = least == null || lowest ? (!up || lowest ? -most - 1 : 1) : least;
    minimum = options.minimum() == null ? minimum : options.minimum();
    check("MINVALUE", minimum, type);
    return new SequenceBounds(minimum, maximum);
  }

  /** Whether a bound was that of the type that is given up. */
  private static boolean isBound(
      Ddl.SequenceOptions options, long bound, Relation.@Nullable Sequence before) {
    return options.asType() != null && before != null && bound == limit(before.type());
  }

  /** The type of a name. */
  static PgType type(@Nullable String name) {
    return Types.INT2.name().equals(name)
        ? Types.INT2
        : Types.INT4.name().equals(name) ? Types.INT4 : Types.INT8;
  }

  /** What fails where the number that a sequence is at is out of its bounds. */
  static String checkCurrent(Relation.Sequence s) {
    String last = "pg_sequence_state(" + Names.literal(SequenceNames.reference(s.key())) + ", 0)";
    return "SELECT CASE WHEN "
        + last
        + " < "
        + s.minimum()
        + " THEN "
        + failure(last, "less than MINVALUE (" + s.minimum())
        + " WHEN "
        + last
        + " > "
        + s.maximum()
        + " THEN "
        + failure(last, "greater than MAXVALUE (" + s.maximum())
        + " END";
  }

  private static String failure(String last, String why) {
    return "pg_fail('22023', 'RESTART value (' || " + last + " || ') cannot be " + why + ")')";
  }

  private static void check(String what, long value, PgType type) {
    long most = limit(type);
    if (value > most || value < -most - 1) {
      throw new PgException(
          "22023",
          what + " (" + value + ") is out of range for sequence data type " + type.sqlName());
    }
  }

  private static long limit(PgType type) {
    return type.equals(Types.INT2)
        ? Short.MAX_VALUE
        : type.equals(Types.INT4) ? Integer.MAX_VALUE : Long.MAX_VALUE;
  }
}
