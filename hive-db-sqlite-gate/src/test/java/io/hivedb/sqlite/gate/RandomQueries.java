// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Random small statements over the tables of the fixture. */
final class RandomQueries extends RandomPart {

  private static final List<String> ONE_LOOK =
      List.of("int4", "int8", "text", "date", "timestamp", "timestamptz", "bool", "uuid");

  private final RandomAggregates aggregates;
  private final RandomForms forms;

  RandomQueries(Random random, RandomExpressions expressions) {
    super(random, expressions);
    this.aggregates = new RandomAggregates(random, expressions);
    this.forms = new RandomForms(random, expressions);
  }

  /** A statement; the comparison does not look at the order of rows unless it begins so. */
  Node next() {
    expressions.scope(RandomFixture.A);
    return switch (random.nextInt(16)) {
      case 0, 1 -> plain();
      case 2 -> join();
      case 3, 4 -> aggregates.grouped();
      case 5 -> setOperation();
      case 6 -> subquery();
      case 7 -> aggregates.window();
      case 8 -> common();
      case 9 -> ordered();
      case 10 -> distinct();
      case 11 -> derived();
      default -> forms.next();
    };
  }

  private Node plain() {
    return Node.of(
        "-",
        "SELECT ",
        expr(expressions.type()),
        Node.clause(", ", expr(expressions.type())),
        " FROM a",
        where());
  }

  private Node join() {
    expressions.scope(RandomFixture.BOTH);
    String kind = pick(List.of(" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN "));
    String on =
        kind.equals(" FULL JOIN ") || chance(60)
            ? "a.id = p.a_id"
            : pick(List.of("a.i = p.k", "a.t = p.s", "a.dt = p.dd", "a.n = p.q"));
    return Node.of(
        "-",
        "SELECT a.id, p.id, ",
        expr(expressions.type()),
        " FROM a" + kind + "p ON " + on,
        kind.equals(" FULL JOIN ") ? Node.clause() : Node.clause(" AND ", expr("bool")),
        where());
  }

  private Node setOperation() {
    String operator = pick(List.of(" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT "));
    // Which of two equal numbers INTERSECT keeps, 1.0 or 1.00, is the planner's choice.
    String type = pick(operator.equals(" INTERSECT ") ? ONE_LOOK : RandomFixture.SORTABLE);
    Node left = Node.of("-", "SELECT ", expr(type), " AS x FROM a", where());
    Node right = Node.of("-", "SELECT ", expr(type), " FROM a", where());
    return Node.of("-", left, operator, right);
  }

  private Node subquery() {
    String type = pick(List.of("int4", "text", "numeric", "date"));
    String column = Objects.requireNonNull(RandomFixture.P.get(type)).get(0);
    return switch (random.nextInt(4)) {
      case 0 ->
          Node.of(
              "-",
              "SELECT a.id FROM a WHERE ",
              expr(type),
              pick(List.of(" IN ", " NOT IN ")) + "(SELECT " + column + " FROM p",
              Node.clause(" WHERE p.k > 2"),
              ")");
      case 1 ->
          Node.of(
              "-",
              "SELECT a.id, ",
              expr("bool"),
              " FROM a WHERE "
                  + (chance(50) ? "" : "NOT ")
                  + "EXISTS (SELECT 1 FROM p WHERE p.a_id = a.id",
              Node.clause(" AND p.k > ", expr("int4")),
              ")");
      case 2 ->
          Node.of(
              "-",
              "SELECT a.id, (SELECT "
                  + pick(
                      List.of(
                          "max(p.q)", "count(*)", "string_agg(p.s, '|' ORDER BY p.id)", "sum(p.k)"))
                  + " FROM p WHERE p.a_id = a.id",
              Node.clause(" AND ", expr("bool")),
              ") FROM a",
              where());
      default ->
          Node.of(
              "-",
              "SELECT a.id FROM a WHERE ",
              expr(type),
              pick(List.of(" = ANY ", " > ALL ", " <> ALL ", " < ANY "))
                  + "(SELECT "
                  + column
                  + " FROM p WHERE p.a_id = a.id)");
    };
  }

  private Node common() {
    return Node.of(
        "-",
        "WITH w AS (SELECT a.id, ",
        expr("int4"),
        " AS x, ",
        expr("text"),
        " AS y FROM a",
        where(),
        ") SELECT a.id, w.x, w.y, ",
        expr(expressions.type()),
        " FROM a JOIN w ON " + pick(List.of("w.id = a.id", "w.x = a.i", "w.y = a.t")),
        where());
  }

  private Node ordered() {
    String type = pick(RandomFixture.SORTABLE);
    String direction =
        pick(List.of("", " ASC", " DESC", " NULLS FIRST", " DESC NULLS LAST", " ASC NULLS LAST"));
    return Node.of(
        "-",
        "SELECT a.id, ",
        expr(expressions.type()),
        " FROM a",
        where(),
        " ORDER BY ",
        expr(type),
        direction + ", a.id",
        chance(40) ? Node.clause(" LIMIT " + random.nextInt(5)) : Node.clause(),
        chance(20) ? Node.clause(" OFFSET " + random.nextInt(3)) : Node.clause());
  }

  private Node distinct() {
    if (chance(40)) {
      String key = pick(List.of("a.t", "a.i", "a.b", "a.n", "a.d", "a.e", "a.dt", "a.j", "a.c"));
      return Node.of(
          "-",
          "SELECT DISTINCT ON (" + key + ") " + key + ", a.id, ",
          expr(expressions.type()),
          " FROM a",
          where(),
          " ORDER BY " + key + ", a.id" + (chance(50) ? " DESC" : ""));
    }
    return Node.of(
        "-",
        "SELECT DISTINCT ",
        expr(pick(RandomFixture.SORTABLE)),
        Node.clause(", ", expr(pick(RandomFixture.SORTABLE))),
        " FROM a",
        where());
  }

  private Node derived() {
    return Node.of(
        "-",
        "SELECT x.*, x.k",
        pick(List.of(" + 1", " IS NULL", " % 2", " * 1.5", "::text", " - x.k2")),
        " FROM (SELECT ",
        expr("int4"),
        " AS k, ",
        expr("int4"),
        " AS k2, ",
        expr(expressions.type()),
        " AS z FROM a",
        where(),
        ") x",
        Node.clause(" WHERE x.k IS NOT NULL"));
  }
}
