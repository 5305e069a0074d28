// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import java.util.ArrayList;
import java.util.List;

/** Statements that show how operators bind, and how wrong ones are refused. */
final class GrammarStatements {

  private static final List<String> INFIX =
      List.of(
          "OR",
          "AND",
          "=",
          "<",
          ">",
          "<=",
          ">=",
          "<>",
          "!=",
          "LIKE",
          "ILIKE",
          "NOT LIKE",
          "SIMILAR TO",
          "BETWEEN 1 AND",
          "NOT BETWEEN 1 AND",
          "IS DISTINCT FROM",
          "IS NOT DISTINCT FROM",
          "||",
          "->",
          "->>",
          "#>",
          "#>>",
          "@>",
          "<@",
          "<->",
          "<=>",
          "<#>",
          "<+>",
          "~",
          "~*",
          "!~",
          "&",
          "|",
          "#",
          "<<",
          ">>",
          "&&",
          "+",
          "-",
          "*",
          "/",
          "%",
          "^",
          "AT TIME ZONE",
          "OPERATOR(pg_catalog.+)");
  private static final List<String> PREFIX = List.of("NOT", "-", "+", "~", "@", "|/");
  private static final List<String> POSTFIX =
      List.of(
          "IS NULL",
          "IS NOT NULL",
          "ISNULL",
          "NOTNULL",
          "IS TRUE",
          "IS NOT FALSE",
          "IS UNKNOWN",
          "::int",
          "::numeric(3,1)",
          "[1]",
          "[1:2]",
          "IN (1, 2)",
          "NOT IN (1)",
          "COLLATE \"C\"",
          "= ANY (x)",
          "LIKE 'a' ESCAPE 'b'",
          "BETWEEN SYMMETRIC 1 AND 2",
          "> ALL (x)",
          "::text[]",
          "AT LOCAL");
  private static final List<String> WRONG =
      List.of(
          "",
          ";",
          "SELECT",
          "SELECT 1 +",
          "SELECT (1",
          "SELECT 1)",
          "SELECT 'a",
          "SELECT \"a",
          "SELECT 1 1",
          "SELECT a b c",
          "SELECT * FORM a",
          "SELECT FROM WHERE",
          "INSERT a VALUES (1)",
          "INSERT INTO a VALUES",
          "UPDATE a SET",
          "UPDATE a SET b",
          "DELETE a",
          "CREATE TABLE",
          "CREATE TABLE a (",
          "CREATE TABLE a (b)",
          "SELECT 1 AS 2",
          "SELECT a. FROM b",
          "SELECT 1.2.3",
          "SELECT 1a",
          "SELECT $$a",
          "SELECT e'\\'",
          "SELECT a FROM b JOIN c",
          "SELECT a FROM b ORDER",
          "SELECT a FROM b GROUP",
          "SELECT a LIMIT",
          "SELECT é é é FROM",
          "SELECT '日本' 1 FROM x",
          "SELECT /* a",
          "SELECT a NOT b",
          "SELECT a BETWEEN 1",
          "SELECT CASE END",
          "SELECT CASE WHEN 1 END",
          "SELECT x[",
          "SELECT count(DISTINCT)",
          "SELECT CAST(1 int)",
          "SELECT 1::",
          "SELECT ARRAY[1",
          "WITH a SELECT 1",
          "WITH a AS (SELECT 1",
          "SELECT a < b < c",
          "SELECT a = b = c",
          "SELECT a IS",
          "SELECT a IN",
          "SELECT a IN ()",
          "ALTER TABLE",
          "ALTER TABLE a ADD",
          "DROP",
          "DROP TABLE",
          "TRUNCATE",
          "CREATE INDEX ON",
          "CREATE UNIQUE a",
          "BEGIN b",
          "SAVEPOINT",
          "SET",
          "SET a",
          "SELECT 0x",
          "SELECT 1_",
          "SELECT 1__0",
          "SELECT @",
          "SELECT a FROM (SELECT 1",
          "SELECT user.a",
          "SELECT select",
          "VALUES",
          "VALUES (1",
          "SELECT 1 UNION",
          "SELECT 1 FROM a,",
          "SELECT , 1",
          "SELECT a b, FROM c",
          "SELECT ROW(1",
          "SELECT (1, 2",
          "SELECT EXISTS",
          "SELECT EXTRACT(x)",
          "SELECT 1 WHERE",
          "GRANT",
          "COMMENT ON",
          "INSERT INTO a (b, VALUES (1)");

  private GrammarStatements() {}

  static List<String> wrong() {
    return WRONG;
  }

  /** All pairs of operators. */
  static List<String> pairs() {
    List<String> all = new ArrayList<>();
    for (String one : INFIX) {
      for (String other : INFIX) {
        all.add("SELECT a " + one + " b " + other + " c");
      }
      for (String prefix : PREFIX) {
        all.add("SELECT " + prefix + " a " + one + " b");
        all.add("SELECT a " + one + " " + prefix + " b");
        for (String other : List.of("*", "=", "AND", "->", "^", "LIKE", "-")) {
          all.add("SELECT a " + one + " " + prefix + " b " + other + " c");
        }
      }
      for (String postfix : POSTFIX) {
        all.add("SELECT a " + one + " b " + postfix);
        all.add("SELECT a " + postfix + " " + one + " b");
        all.add("SELECT - a " + postfix + " " + one + " b");
      }
    }
    for (String prefix : PREFIX) {
      for (String postfix : POSTFIX) {
        all.add("SELECT " + prefix + " a " + postfix);
        for (String other : POSTFIX) {
          all.add("SELECT " + prefix + " a " + postfix + " " + other);
        }
      }
      for (String other : PREFIX) {
        all.add("SELECT " + prefix + " " + other + " a");
      }
    }
    return all;
  }
}
