// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.LockedNames;
import io.hivedb.sqlite.internal.sql.parse.OrderItem;
import io.hivedb.sqlite.internal.sql.parse.Select;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries with everything around them: WITH, ORDER BY, LIMIT. */
final class Queries {

  private final Resolver resolver;
  private final Cores cores;

  Queries(Resolver resolver) {
    this.resolver = resolver;
    this.cores = new Cores(resolver);
  }

  /** Resolves a query inside of a scope, or outside of all with {@code null}. */
  Query resolve(Select select, @Nullable Scope outer) {
    Scope scope = new Scope(outer);
    resolver.context().constants().vary();
    if (select.lock() != Select.RowLock.NONE) {
      RowLocks.check(select);
      LockedNames.check(select);
      resolver.context().lock(select.lock(), RowLocks.relation(select));
    }
    String with =
        select.with().isEmpty()
            ? ""
            : new CommonTables(resolver).define(select.with(), select.recursive(), scope);
    if (select.withTies() && select.orderBy().isEmpty()) {
      throw PgException.unsupported("FETCH ... WITH TIES of a query in parentheses")
          .at(select.position());
    }
    Select.Body body = select.body();
    if (body instanceof Select.Core core) {
      return cores.resolve(core, select, scope, with);
    }
    Query inner =
        body instanceof Select.Values values
            ? values(values, scope)
            : setOperation((Select.SetOperation) body, scope);
    boolean bare =
        with.isEmpty()
            && select.orderBy().isEmpty()
            && select.limit() == null
            && select.offset() == null;
    return bare ? inner : around(inner, select, scope, with);
  }

  Cores cores() {
    return cores;
  }

  private Query values(Select.Values values, Scope scope) {
    List<List<Typed>> rows = new ArrayList<>();
    int width = values.rows().get(0).size();
    for (List<Expr> row : values.rows()) {
      if (row.size() != width) {
        throw new PgException("42601", "VALUES lists must all be the same length")
            .at(row.get(0).position());
      }
      rows.add(resolver.resolve(row, scope));
    }
    return ValuesQuery.of(resolver, rows);
  }

  private Query setOperation(Select.SetOperation operation, Scope scope) {
    Query left = resolve(operation.left(), scope);
    Query right = resolve(operation.right(), scope);
    return SetQuery.of(
        resolver, operation.operator(), operation.all(), left, right, operation.position());
  }

  /** {@code SELECT * FROM (inner) ORDER BY ... LIMIT ...}. */
  private Query around(Query inner, Select select, Scope scope, String with) {
    String alias = resolver.context().alias();
    List<Query.Output> outputs = new ArrayList<>();
    for (Scope.Item item : inner.items(alias, List.of())) {
      outputs.add(
          new Query.Output(
              item.name(), Typed.of(item.sql(), item.type(), item.typmod(), select.position())));
    }
    SelectQuery query = new SelectQuery(resolver, outputs);
    query.from("(" + inner.render() + ") AS " + alias);
    List<SelectQuery.Key> keys = new ArrayList<>();
    for (OrderItem item : select.orderBy()) {
      int index = outputIndex(item.key(), outputs);
      if (index < 0) {
        throw new PgException("0A000", "invalid UNION/INTERSECT/EXCEPT ORDER BY clause")
            .detail("Only result column names can be used, not expressions or functions.")
            .at(item.key().position());
      }
      keys.add(new SelectQuery.Key(index, null, item));
    }
    query.surround(with, keys, limits(select, scope));
    query.ties(select.withTies());
    return query;
  }

  /** The output column that a key of ORDER BY names by position or by name, or -1. */
  static int outputIndex(Expr key, List<Query.Output> outputs) {
    return outputIndex(key, outputs, "ORDER BY");
  }

  static int outputIndex(Expr key, List<Query.Output> outputs, String clause) {
    if (key instanceof Expr.NumberLiteral number && number.isInteger()) {
      int index = number.text().length() > 6 ? -1 : Integer.parseInt(number.text()) - 1;
      if (index < 0 || index >= outputs.size()) {
        throw new PgException(
                "42P10", clause + " position " + number.text() + " is not in select list")
            .at(key.position());
      }
      return index;
    }
    if (!(key instanceof Expr.ColumnRef ref) || ref.names().size() != 1) {
      return -1;
    }
    int found = -1;
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).name().equals(ref.last())) {
        if (found >= 0 && !outputs.get(found).value().isSame(outputs.get(i).value())) {
          throw new PgException("42702", clause + " \"" + ref.last() + "\" is ambiguous")
              .at(key.position());
        }
        found = found < 0 ? i : found;
      }
    }
    return found;
  }

  /** LIMIT and OFFSET. */
  String limits(Select select, Scope scope) {
    if (select.withTies() && !(isPlain(select.limit()) && isPlain(select.offset()))) {
      throw PgException.unsupported("FETCH ... WITH TIES of a computed number")
          .at(select.position());
    }
    String limit = count(select.limit(), "LIMIT", scope);
    String offset = count(select.offset(), "OFFSET", scope);
    if (limit.isEmpty() && offset.isEmpty()) {
      return "";
    }
    return " LIMIT "
        + (limit.isEmpty() ? "-1" : limit)
        + (offset.isEmpty() ? "" : " OFFSET " + offset);
  }

  private static boolean isPlain(@Nullable Expr count) {
    return count == null || (count instanceof Expr.NumberLiteral number && number.isInteger(9));
  }

  private String count(@Nullable Expr expr, String word, Scope outer) {
    if (expr == null) {
      return "";
    }
    if (expr instanceof Expr.NumberLiteral number && number.isInteger(9)) {
      return number.text();
    }
    Typed value = countValue(expr, word, outer);
    Typed count = resolver.casts().assign(value, INT8, -1, word);
    return "pg_not_negative(" + count.sql() + ", '" + word + "')";
  }

  private Typed countValue(Expr expr, String word, Scope outer) {
    try {
      return resolver.resolve(expr, new Scope(outer.parent()));
    } catch (PgException e) {
      if (!e.sqlState().equals("42703")) {
        throw e;
      }
      resolver.resolve(expr, outer);
      throw new PgException("42P10", "argument of " + word + " must not contain variables")
          .at(expr.position());
    }
  }
}
