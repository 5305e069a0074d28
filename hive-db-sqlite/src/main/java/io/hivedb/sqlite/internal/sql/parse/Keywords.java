// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.Set;

/** PostgreSQL 18's keyword classes, as in its {@code kwlist.h}. */
public final class Keywords {

  private static final Set<String> RESERVED =
      words(
          "all analyse analyze and any array as asc asymmetric both case cast check collate column"
              + " constraint create current_catalog current_date current_role current_time"
              + " current_timestamp current_user default deferrable desc distinct do else end except"
              + " false fetch for foreign from grant group having in initially intersect into lateral"
              + " leading limit localtime localtimestamp not null offset on only or order placing"
              + " primary references returning select session_user some symmetric system_user table"
              + " then to trailing true union unique user using variadic when where window with");

  private static final Set<String> TYPE_OR_FUNCTION =
      words(
          "authorization binary collation concurrently cross current_schema freeze full ilike inner"
              + " is isnull join left like natural notnull outer overlaps right similar tablesample"
              + " verbose");

  private static final Set<String> COLUMN_NAME =
      words(
          "between bigint bit boolean char character coalesce dec decimal exists extract float"
              + " greatest grouping inout int integer interval json json_array json_arrayagg"
              + " json_exists json_object json_objectagg json_query json_scalar json_serialize"
              + " json_table json_value least merge_action national nchar none normalize nullif"
              + " numeric out overlay position precision real row setof smallint substring time"
              + " timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists"
              + " xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable");

  private static final Set<String> NOT_A_BARE_LABEL =
      words(
          "array as char character create day except fetch filter for from grant group having hour"
              + " intersect into isnull limit minute month notnull offset on order over overlaps"
              + " precision returning second to union varying where window with within without year");

  private Keywords() {}

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }

  /** Whether a word may name a column or a table. */
  static boolean isColumnName(String word) {
    return !RESERVED.contains(word) && !TYPE_OR_FUNCTION.contains(word);
  }

  /** Whether a word may name a function or a type. */
  static boolean isFunctionName(String word) {
    return !RESERVED.contains(word) && !COLUMN_NAME.contains(word);
  }

  /** Whether a word may be an output name without AS. */
  static boolean isBareLabel(String word) {
    return !NOT_A_BARE_LABEL.contains(word);
  }

  /** Whether {@code quote_ident} puts a word in quotes. */
  public static boolean isQuoted(String word) {
    return RESERVED.contains(word) || TYPE_OR_FUNCTION.contains(word) || COLUMN_NAME.contains(word);
  }

  /** Whether a word is fully reserved. */
  static boolean isReserved(String word) {
    return RESERVED.contains(word);
  }
}
