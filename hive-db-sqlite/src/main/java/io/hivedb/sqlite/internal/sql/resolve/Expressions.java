// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.Bits;
import io.hivedb.sqlite.internal.sql.type.MoreTypes;
import io.hivedb.sqlite.internal.sql.type.Numerics;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;

/** Value expressions. */
final class Expressions {

  private final Resolver resolver;
  private final Conditionals conditionals;

  Expressions(Resolver resolver) {
    this.resolver = resolver;
    this.conditionals = new Conditionals(resolver);
  }

  private Casts casts() {
    return resolver.casts();
  }

  /**
   * Resolves an expression; one that is a GROUP BY key as a whole needs no grouping of its parts.
   */
  Typed resolve(Expr expr, Scope scope) {
    int before = scope.grouping().mark();
    int sets = scope.sets().all().size();
    Constants.Mark mark = resolver.context().constants().begin();
    Typed result = dispatch(expr, scope);
    resolver.context().constants().end(mark, expr, result.sql());
    FoldedNulls.check(expr, scope.sets().all().size() > sets);
    Typed nulled = scope.nulled(result.identity());
    if (nulled != null || scope.grouping().isKey(result)) {
      scope.grouping().forgetSince(before);
    }
    return nulled == null ? result : nulled;
  }

  private Typed dispatch(Expr expr, Scope scope) {
    if (expr instanceof Expr.NumberLiteral number) {
      return number(number);
    }
    if (expr instanceof Expr.StringLiteral text) {
      return new Typed(
          Names.literal(text.value()), UNKNOWN, -1, text.value(), 0, null, text.position());
    }
    if (expr instanceof Expr.NullLiteral) {
      return Typed.of("NULL", UNKNOWN, expr.position());
    }
    if (expr instanceof Expr.BooleanLiteral bool) {
      return Typed.of(bool.value() ? "1" : "0", BOOL, bool.position());
    }
    if (expr instanceof Expr.Parameter parameter) {
      return resolver.context().parameter(parameter.number(), parameter.position());
    }
    if (expr instanceof Expr.ColumnRef column) {
      return scope.column(column.names(), column.position());
    }
    if (expr instanceof Expr.Binary binary) {
      return binary(binary, scope);
    }
    if (expr instanceof Expr.Unary unary) {
      List<Typed> operands = List.of(resolve(unary.operand(), scope));
      return resolver.operators().operator(unary.operator(), operands, unary.position());
    }
    if (expr instanceof Expr.Cast cast) {
      return cast(cast, scope);
    }
    if (expr instanceof Expr.Call call) {
      return resolver.calls().call(call, scope);
    }
    return compound(expr, scope);
  }

  private Typed compound(Expr expr, Scope scope) {
    if (expr instanceof Expr.Case choice) {
      return conditionals.caseWhen(choice, scope);
    }
    if (expr instanceof Expr.Choice choice) {
      return conditionals.choice(choice, scope);
    }
    if (expr instanceof Expr.ArrayLiteral array) {
      return array(array, scope);
    }
    if (expr instanceof Expr.Subscript subscript) {
      return subscript(subscript, scope);
    }
    if (expr instanceof Expr.ScalarQuery query) {
      Query inner = resolver.queries().resolve(query.query(), scope);
      Typed only = inner.single(query.position());
      String sql = inner.render();
      if (!inner.isSingleRow()) {
        sql = "SELECT pg_only(q." + inner.columnName(0) + ") FROM (" + sql + ") AS q";
      }
      return Typed.of("(" + sql + ")", only.type(), only.typmod(), query.position());
    }
    if (expr instanceof Expr.ArrayQuery query) {
      return arrayQuery(query, scope);
    }
    if (expr instanceof Expr.Collate collate) {
      return collate(collate, scope);
    }
    if (expr instanceof Expr.DefaultValue) {
      throw new PgException("42601", "DEFAULT is not allowed in this context").at(expr.position());
    }
    if (expr instanceof Expr.BitLiteral bits) {
      try {
        return Typed.of(Names.literal(Bits.parse(bits.value())), MoreTypes.BIT, bits.position());
      } catch (PgException e) {
        throw e.at(bits.position());
      }
    }
    Typed json = new SqlJson(resolver).resolve(expr, scope);
    if (json != null) {
      return json;
    }
    if (expr instanceof Expr.Row row) {
      return RowValues.of(resolver, row, scope);
    }
    Typed field = expr instanceof Expr.Field named ? RowValues.field(named, scope) : null;
    if (field != null) {
      return field;
    }
    if (expr instanceof Expr.Field || expr instanceof Expr.Star || expr instanceof Expr.Named) {
      throw PgException.unsupported("a row value here").at(expr.position());
    }
    return resolver.predicates().resolve(expr, scope);
  }

  private static Typed number(Expr.NumberLiteral literal) {
    String text = literal.text();
    if (literal.isInteger()) {
      BigInteger value = new BigInteger(text);
      if (value.bitLength() < 32) {
        return Typed.of(signed(value.toString()), INT4, literal.position());
      }
      if (value.bitLength() < 64) {
        return Typed.of(signed(value.toString()), INT8, literal.position());
      }
    }
    String exact = Numerics.text(Numerics.parse(text));
    return Typed.of(Names.literal(exact), NUMERIC, literal.position());
  }

  private static String signed(String number) {
    return number.startsWith("-") ? "(" + number + ")" : number;
  }

  private Typed binary(Expr.Binary binary, Scope scope) {
    boolean rows = binary.left() instanceof Expr.Row && binary.right() instanceof Expr.Row;
    if (rows) {
      return resolver.predicates().quantifiers().rows(binary, scope);
    }
    Typed named = new RowReferences(resolver, scope).compare(binary);
    if (named != null) {
      return named;
    }
    if (RowQueries.isOf(binary)) {
      return resolve(RowQueries.comparison(binary), scope);
    }
    List<Typed> operands = List.of(resolve(binary.left(), scope), resolve(binary.right(), scope));
    return resolver.operators().operator(binary.operator(), operands, binary.position());
  }

  private Typed cast(Expr.Cast cast, Scope scope) {
    Domain domain = resolver.context().domain(cast.type());
    if (domain != null) {
      Typed value = resolve(cast.operand(), scope);
      Typed base = casts().cast(value, domain.base(), domain.typmod(), CastLevel.EXPLICIT);
      return new Domains(resolver).checked(base, domain);
    }
    PgType type = resolver.context().type(cast.type());
    int typmod = resolver.context().typmod(cast.type(), type);
    if (cast.operand() instanceof Expr.ArrayLiteral array
        && type.isArray()
        && array.elements().isEmpty()) {
      return Typed.of("'{}'", type, typmod, cast.position());
    }
    Typed value = resolve(cast.operand(), scope);
    if (!value.isUnknown() && CastLevel.of(value.type(), type) == CastLevel.NONE) {
      throw Casts.cannot(value, type).at(cast.position());
    }
    if (type.equals(REGCLASS)) {
      return regclass(value, cast.position());
    }
    Typed result = casts().cast(value, type, typmod, CastLevel.EXPLICIT);
    return Typed.of(result.sql(), type, typmod, value.position());
  }

  private Typed regclass(Typed value, int position) {
    if (value.literal() != null) {
      try {
        resolver.context().objects().relation(value.literal());
      } catch (PgException e) {
        throw e.at(position);
      }
    }
    return casts().cast(value, REGCLASS, -1, CastLevel.EXPLICIT);
  }

  private Typed array(Expr.ArrayLiteral array, Scope scope) {
    if (array.elements().isEmpty()) {
      throw new PgException("42P18", "cannot determine type of empty array")
          .hint("Explicitly cast to the desired type, for example ARRAY[]::integer[].")
          .at(array.position());
    }
    List<Typed> values = resolver.resolve(array.elements(), scope);
    PgType element = casts().common(values, "ARRAY");
    RowValues.refuse(element, "an array");
    if (element.isArray()) {
      throw PgException.unsupported("an array of several dimensions").at(array.position());
    }
    StringBuilder sql = new StringBuilder("pg_array_make(").append(element.oid());
    for (Typed value : values) {
      sql.append(", ").append(casts().implicit(value, element).sql());
    }
    return Typed.of(sql + ")", Types.array(element), array.position());
  }

  private Typed arrayQuery(Expr.ArrayQuery query, Scope scope) {
    Query inner = resolver.queries().resolve(query.query(), scope);
    Typed only = inner.single(query.position());
    String output = CastSql.output("c." + inner.columnName(0), only.type());
    String sql =
        "(SELECT coalesce(pg_collect(" + output + "), '{}') FROM (" + inner.render() + ") AS c)";
    return Typed.of(sql, Types.array(only.type()), query.position());
  }

  private Typed subscript(Expr.Subscript subscript, Scope scope) {
    Typed array = resolve(subscript.array(), scope);
    PgType element = array.type().element();
    if (element == null) {
      if (array.type().equals(JSONB) && !subscript.slice() && subscript.low() != null) {
        return jsonSubscript(subscript, array, scope);
      }
      throw new PgException(
              "42804",
              "cannot subscript type "
                  + array.type().sqlName()
                  + " because it does not support subscripting")
          .at(subscript.position());
    }
    String low =
        subscript.low() == null ? "NULL" : Subscripts.bound(resolver, subscript.low(), scope);
    if (isCatalogVector(array.type()) || Subscripts.areArguments(subscript.array(), array)) {
      if (subscript.slice()) {
        throw PgException.unsupported("a slice of " + array.type()).at(subscript.position());
      }
      low = "(" + low + ") + 1";
    }
    if (!subscript.slice()) {
      String sql = "pg_array_get(" + element.oid() + ", " + array.sql() + ", " + low + ")";
      return Typed.of(sql, element, array.typmod(), subscript.position());
    }
    String high =
        subscript.high() == null ? "NULL" : Subscripts.bound(resolver, subscript.high(), scope);
    return Typed.of(
        "pg_array_slice(" + array.sql() + ", " + low + ", " + high + ")",
        array.type(),
        array.typmod(),
        subscript.position());
  }

  private Typed jsonSubscript(Expr.Subscript subscript, Typed json, Scope scope) {
    Typed key = resolve(Objects.requireNonNull(subscript.low()), scope);
    boolean number = key.type().equals(INT2) || key.type().equals(INT4);
    if (!number && !key.isUnknown() && !key.type().equals(TEXT)) {
      throw PgException.unsupported("a subscript of jsonb of type " + key.type())
          .at(subscript.position());
    }
    String text = number ? "CAST(" + key.sql() + " AS TEXT)" : casts().implicit(key, TEXT).sql();
    String path = "pg_array_make(" + TEXT.oid() + ", " + text + ")";
    return Typed.of("pg_jsonb_path(" + json.sql() + ", " + path + ")", JSONB, subscript.position());
  }

  private Typed collate(Expr.Collate collate, Scope scope) {
    String name = collate.collation();
    if (!List.of("C", "POSIX", "default", "ucs_basic").contains(name)) {
      throw PgException.unsupported("collation \"" + name + "\"").at(collate.position());
    }
    return casts().settle(resolve(collate.operand(), scope));
  }
}
