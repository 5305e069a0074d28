// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The largest constants among the expressions of a statement: what calls a function of Java, and
 * depends on no row, no setting and no other statement. Parameters are constants of a run.
 */
final class Constants {

  /** What a Java function of SQLite begins with. */
  private static final String CALL = "pg_";

  /** A cast comes soon after what it casts. */
  private static final int NEAR = 12;

  /** What SQLite may leave out in part. */
  private static final Pattern CHOOSES = Pattern.compile(" (AND|OR|IN|WHEN) |coalesce\\(");

  private final List<String> found = new ArrayList<>();
  private final Set<Constant> others = new LinkedHashSet<>();
  private final List<String> stable = new ArrayList<>();
  private final Estimates estimates = new Estimates();
  private final ConstantColumns columns = new ConstantColumns(this);
  private final List<String> planned = new ArrayList<>();
  private final List<String> unfolded = new ArrayList<>();
  private final List<String> decided = new ArrayList<>();
  private final Set<String> reducible = new LinkedHashSet<>();
  private int varying;
  private int stables;
  private int deciding;

  /** Where the look at an expression began. */
  record Mark(int varying, int found, int stables, int stable, int unfolded, int deciding) {}

  /**
   * A constant, and where it stands.
   *
   * @param sql what is computed
   * @param place the part of the statement that decides whether it is; empty where nothing does
   * @param moment when PostgreSQL computes it
   */
  record Constant(String sql, String place, Moment moment) {

    Constant with(UnaryOperator<String> ofSql, UnaryOperator<String> ofPlace) {
      return new Constant(ofSql.apply(sql), ofPlace.apply(place), moment);
    }
  }

  Mark begin() {
    return new Mark(varying, found.size(), stables, stable.size(), unfolded.size(), deciding);
  }

  /** A part of the expression that is looked at is no constant. */
  void vary() {
    varying++;
  }

  /** A part of the expression that is looked at is no constant, but the same for all rows. */
  void stable() {
    stables++;
  }

  /**
   * A condition of WHERE, ON or HAVING is about to be resolved.
   *
   * @param moment when PostgreSQL computes a part of it that depends on no row
   */
  void condition(Expr condition, Scope scope, @Nullable Moment moment) {
    estimates.begin(condition, scope);
    if (moment != null) {
      estimates.beginParts(condition, true, moment);
    }
  }

  /** Queries that become joins. */
  JoinedQueries joined() {
    return estimates.joined();
  }

  /** Something of constants that PostgreSQL does not simplify. */
  String unfolded(String sql) {
    varying++;
    unfolded.add(sql);
    return sql;
  }

  /** What is made of constants, but not known when PostgreSQL simplifies expressions. */
  List<String> unfolded() {
    return unfolded;
  }

  /** An expression was resolved since the mark, and its parts with it. */
  void end(Mark mark, Expr expr, String sql) {
    if (expr instanceof Expr.ColumnRef && !ConstantText.isParameter(sql)) {
      column(sql, columns.of(sql));
    }
    if (ConstantText.isLiteral(sql)) {
      varying = mark.varying;
      stables = mark.stables;
    }
    if (stables != mark.stables && unfolded.size() == mark.unfolded) {
      unfolded.add(sql);
    }
    if (varying != mark.varying) {
      reducible(mark, expr, sql);
    }
    if (varying == mark.varying && !isDecided(expr) && isCall(sql)) {
      constant(mark, sql);
    }
    if (!estimates.isEmpty()) {
      estimate(mark, expr, sql);
    }
  }

  /** What has columns in it may be a constant all the same, once constants have decided. */
  private void reducible(Mark mark, Expr expr, String sql) {
    if (isDecided(expr) && (deciding != mark.deciding || Reductions.mayDecide(sql))) {
      deciding++;
      decided.add(sql);
    } else if (deciding != mark.deciding && isCall(sql)) {
      reducible.add(sql);
    }
  }

  /** Expressions that are constants if constants in them decide what is left of them. */
  Set<String> reducible() {
    return reducible;
  }

  private void estimate(Mark mark, Expr expr, String sql) {
    if (estimates.isSide(expr)) {
      boolean none = stable.size() == mark.stable;
      List<String> late =
          none ? List.of() : List.copyOf(stable.subList(mark.stable, stable.size()));
      estimates.side(expr, new Estimates.Side(sql, varying != mark.varying, late));
    }
    others.addAll(estimates.end(expr, sql));
    Moment moment = estimates.endPart(expr);
    if (moment != null) {
      part(sql, moment);
    }
  }

  private void part(String sql, Moment moment) {
    boolean choice = CHOOSES.matcher(sql).find();
    if (ConstantText.isOfStatement(sql)) {
      // As a value SQLite would compute both sides of AND and OR.
      others.add(new Constant(choice ? "CASE WHEN " + sql + " THEN 1 END" : sql, sql, moment));
    } else if (choice) {
      SharedParts.of(sql).stream()
          .filter(ConstantText::isOfRun)
          .forEach(one -> others.add(new Constant(one, one, Moment.OPEN)));
    }
  }

  private void column(String sql, ConstantColumns.@Nullable Column constant) {
    if (constant == null) {
      vary();
    } else if (constant.stable()) {
      stable();
      stable.add(sql);
    }
  }

  /** Columns of queries in FROM that are constants. */
  ConstantColumns columns() {
    return columns;
  }

  /** What an output is, if it is a constant. */
  ConstantColumns.@Nullable Column known(String sql, String common) {
    ConstantColumns.Column column = columns.of(sql);
    if (column != null) {
      return new ConstantColumns.Column(sql, column.stable(), common);
    }
    boolean immutable = ConstantText.isGiven(sql) || sql.equals("NULL") || found.contains(sql);
    return immutable || stable.contains(sql)
        ? new ConstantColumns.Column(sql, !immutable, common)
        : null;
  }

  private void constant(Mark mark, String sql) {
    if (stables != mark.stables) {
      if (ConstantText.isOfRun(columns.inline(sql, List.of()))) {
        stable.subList(mark.stable, stable.size()).clear();
        stable.add(sql);
      }
      return;
    }
    if (found.size() > mark.found && !CHOOSES.matcher(sql).find()) {
      found.subList(mark.found, found.size()).clear();
    }
    found.add(sql);
  }

  private static boolean isCall(String sql) {
    return sql.contains(CALL) || UserCalls.in(sql);
  }

  /** SQLite may leave out parts that PostgreSQL computes from left to right. */
  private static boolean isDecided(Expr expr) {
    return expr instanceof Expr.Logical
        || expr instanceof Expr.Case
        || (expr instanceof Expr.Choice choice && choice.name().equals("coalesce"));
  }

  /** A value was cast by what is around it. */
  void cast(String from, String to) {
    if (from.equals(to) || !isCall(to)) {
      return;
    }
    for (int i = found.size() - 1; i >= 0 && i >= found.size() - NEAR; i--) {
      if (found.get(i).equals(from)) {
        found.set(i, to);
        return;
      }
    }
    if (decided.contains(from)) {
      reducible.add(to);
    }
    ConstantColumns.Column column = columns.of(from);
    if (ConstantText.isGiven(from) || (column != null && !column.stable())) {
      found.add(to);
    }
  }

  /** A value of the select list was cast, which SQLite does for each row of it. */
  void castOutput(String from, String to) {
    if (!from.equals(to) && ConstantText.mayFail(to)) {
      others.add(new Constant(to, "", Moment.FOLDED));
    }
  }

  /** An expression that a definition plans at once, as rows or their indexes are made of it. */
  String planned(String sql) {
    planned.add(sql);
    return sql;
  }

  /** What definitions plan at once. */
  List<String> planned() {
    return planned;
  }

  /** What fails of a part of the statement, where its arguments are constants. */
  void probe(List<String> arguments, String sql, String place) {
    if (arguments.stream().allMatch(a -> ConstantText.isGiven(a) || found.contains(a))) {
      others.add(new Constant(sql, place, Moment.FOLDED));
    }
  }

  /** Those of the whole statement. */
  Set<Constant> all() {
    Set<Constant> all = new LinkedHashSet<>(others);
    found.forEach(sql -> all.add(new Constant(sql, sql, Moment.FOLDED)));
    return all;
  }
}
