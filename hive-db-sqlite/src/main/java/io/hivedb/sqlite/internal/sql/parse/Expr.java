// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value expression. Positions count characters of the whole text from 1. */
public sealed interface Expr {

  /** Where PostgreSQL's errors about it point. */
  int position();

  /** A number as written. */
  record NumberLiteral(String text, int position) implements Expr {

    /** Whether there are digits alone, also after a minus sign. */
    public boolean isInteger() {
      return digitsFrom(text.startsWith("-") ? 1 : 0);
    }

    /** Whether there are digits alone, and so many at most. */
    public boolean isInteger(int most) {
      return text.length() <= most && digitsFrom(0);
    }

    private boolean digitsFrom(int start) {
      for (int i = start; i < text.length(); i++) {
        if (text.charAt(i) < '0' || text.charAt(i) > '9') {
          return false;
        }
      }
      return text.length() > start;
    }
  }

  /** A string of type unknown. */
  record StringLiteral(String value, int position) implements Expr {}

  /** {@code B'101'} or {@code X'1F'}: the radix letter and the digits. */
  record BitLiteral(String value, int position) implements Expr {}

  /** TRUE or FALSE. */
  record BooleanLiteral(boolean value, int position) implements Expr {}

  /** NULL. */
  record NullLiteral(int position) implements Expr {}

  /** DEFAULT as a value of INSERT or UPDATE. */
  record DefaultValue(int position) implements Expr {}

  /** The parameter with a number, from 1. */
  record Parameter(int number, int position) implements Expr {}

  /** A column, qualified or not. */
  record ColumnRef(List<String> names, int position) implements Expr {
    /** The column's name. */
    public String last() {
      return names.get(names.size() - 1);
    }
  }

  /** {@code *} or {@code t.*}. */
  record Star(List<String> qualifier, int position) implements Expr {}

  /** A prefix operator. */
  record Unary(String operator, Expr operand, int position) implements Expr {}

  /** An infix operator. */
  record Binary(String operator, Expr left, Expr right, int position) implements Expr {}

  /** AND or OR. */
  record Logical(boolean and, Expr left, Expr right, int position) implements Expr {}

  /** NOT. */
  record Not(Expr operand, int position) implements Expr {}

  /** IS [NOT] NULL. */
  record NullTest(Expr operand, boolean negated, int position) implements Expr {}

  /** IS [NOT] TRUE, FALSE or UNKNOWN; the value is null for UNKNOWN. */
  record BooleanTest(Expr operand, @Nullable Boolean value, boolean negated, int position)
      implements Expr {}

  /** IS [NOT] DISTINCT FROM. */
  record Distinct(Expr left, Expr right, boolean negated, int position) implements Expr {}

  /** [NOT] BETWEEN [SYMMETRIC]. */
  record Between(
      Expr operand, Expr low, Expr high, boolean negated, boolean symmetric, int position)
      implements Expr {}

  /** [NOT] IN with a list. */
  record InList(Expr operand, List<Expr> values, boolean negated, int position) implements Expr {}

  /** [NOT] IN with a query. */
  record InQuery(Expr operand, Select query, boolean negated, int position) implements Expr {}

  /** [NOT] LIKE, ILIKE or SIMILAR TO (the kind in lower case). */
  record Like(
      String kind, Expr operand, Expr pattern, @Nullable Expr escape, boolean negated, int position)
      implements Expr {}

  /** {@code operator ANY|ALL (array)}. */
  record QuantifiedArray(Expr left, String operator, boolean all, Expr array, int position)
      implements Expr {}

  /** {@code operator ANY|ALL (query)}. */
  record QuantifiedQuery(Expr left, String operator, boolean all, Select query, int position)
      implements Expr {}

  /** CAST, {@code ::} or {@code type 'literal'}. */
  record Cast(Expr operand, TypeName type, int position) implements Expr {}

  /** COLLATE. */
  record Collate(Expr operand, String collation, int position) implements Expr {}

  /** A call of a function or an aggregate, with everything that may follow it. */
  record Call(List<String> names, List<Expr> arguments, CallOptions options, int position)
      implements Expr {
    /** The name without a schema. */
    public String name() {
      return names.get(names.size() - 1);
    }
  }

  /** An argument by name, {@code days => 3}. */
  record Named(String name, Expr value, int position) implements Expr {}

  /** CASE. */
  record Case(@Nullable Expr operand, List<When> whens, @Nullable Expr otherwise, int position)
      implements Expr {}

  /** A branch of CASE. */
  record When(Expr condition, Expr result) {}

  /** COALESCE, GREATEST, LEAST or NULLIF (the name in lower case). */
  record Choice(String name, List<Expr> arguments, int position) implements Expr {}

  /** {@code ARRAY[...]}. */
  record ArrayLiteral(List<Expr> elements, int position) implements Expr {}

  /** {@code ARRAY(query)}. */
  record ArrayQuery(Select query, int position) implements Expr {}

  /** {@code a[1]} or {@code a[1:2]}. */
  record Subscript(Expr array, @Nullable Expr low, @Nullable Expr high, boolean slice, int position)
      implements Expr {}

  /** The value of {@code SET column[subscript] = value}: the column with a part replaced. */
  record Replaced(List<Expr> subscripts, Expr value, int position) implements Expr {}

  /** {@code (a, b)} or {@code ROW(a, b)}. */
  record Row(List<Expr> fields, int position) implements Expr {}

  /** {@code (composite).field}. */
  record Field(Expr composite, String name, int position) implements Expr {}

  /** JSON_OBJECT, JSON_ARRAY or JSON_SCALAR; of an object keys and values alternate. */
  record JsonConstructor(String name, List<Expr> values, boolean absentOnNull, int position)
      implements Expr {}

  /** JSON_VALUE, JSON_QUERY or JSON_EXISTS. */
  record JsonQuery(String name, Expr context, JsonColumn wanted, List<Named> passing, int position)
      implements Expr {}

  /** IS [NOT] JSON; the kind is value, object, array or scalar. */
  record IsJson(Expr operand, String kind, boolean negated, int position) implements Expr {}

  /** A query in brackets as a value. */
  record ScalarQuery(Select query, int position) implements Expr {}

  /** EXISTS. */
  record Exists(Select query, int position) implements Expr {}
}
