// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import java.util.List;
import java.util.Random;

/** Random changes of rows. */
final class RandomChanges extends RandomPart {

  private final RandomForms forms;

  RandomChanges(Random random, RandomExpressions expressions) {
    super(random, expressions);
    this.forms = new RandomForms(random, expressions);
  }

  /** A change of rows, which the caller takes back. */
  Node next() {
    expressions.scope(RandomFixture.A);
    return switch (random.nextInt(8)) {
      case 0 ->
          Node.of(
              "-",
              "UPDATE a SET " + "i = ",
              expr("int4"),
              Node.clause(", t = ", expr("text")),
              where(),
              " RETURNING a.id, i, t");
      case 1 -> Node.of("-", "UPDATE a SET n = ", expr("numeric"), where());
      case 2 ->
          Node.of(
              "-",
              "DELETE FROM p WHERE p.a_id IN (SELECT a.id FROM a",
              where(),
              ")",
              Node.clause(" RETURNING *"));
      case 3 -> {
        String column =
            pick(
                List.of(
                    "int4 i",
                    "int8 l",
                    "numeric n",
                    "text t",
                    "varchar v",
                    "bpchar c",
                    "bool b",
                    "date dt",
                    "timestamp ts",
                    "interval iv",
                    "jsonb j",
                    "_int4 ia",
                    "vector e",
                    "float8 d",
                    "float4 r",
                    "int2 s"));
        String[] words = column.split(" ");
        yield Node.of(
            "-",
            "INSERT INTO a (id, " + words[1] + ") SELECT a.id + 100, ",
            expr(chance(70) ? words[0] : expressions.type()),
            " FROM a",
            where(),
            Node.clause(" RETURNING id, " + words[1]));
      }
      case 4 ->
          Node.of(
              "-",
              "INSERT INTO a (id, i, t) SELECT a.id + ",
              pick(List.of("0", "4", "100")),
              ", ",
              expr("int4"),
              ", ",
              expr("text"),
              " FROM a",
              where(),
              " ON CONFLICT (id) DO "
                  + pick(
                      List.of(
                          "NOTHING",
                          "UPDATE SET i = excluded.i",
                          "UPDATE SET t = a.t || excluded.t, i = a.i + 1",
                          "UPDATE SET i = excluded.i WHERE a.i > 0")),
              Node.clause(" RETURNING id, i, t"));
      case 5, 6 -> forms.change();
      default ->
          Node.of(
              "-",
              "UPDATE a SET l = p.k, t = ",
              expr("text"),
              " FROM p WHERE p.a_id = a.id AND p.id IN (1, 3, 5, 6)",
              Node.clause(" AND ", expr("bool")),
              " RETURNING a.id, p.id, l, t");
    };
  }
}
