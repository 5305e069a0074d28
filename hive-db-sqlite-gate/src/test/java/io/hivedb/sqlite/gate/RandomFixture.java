// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables that random statements are about, and their columns by type. */
final class RandomFixture {

  static final String SETUP =
      """
      CREATE EXTENSION IF NOT EXISTS vector;
      CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
      CREATE TABLE a (id int PRIMARY KEY, i int, l bigint, s smallint, n numeric(12,3), d float8, r real, t text, v varchar(10),
        c char(4), b boolean, dt date, ts timestamp, tz timestamptz, iv interval, u uuid, j jsonb, ia int[], ta text[], e vector(3), m mood, by bytea, tm time);
      INSERT INTO a VALUES
       (1, 1, 10, 1, 1.500, 0.5, 0.25, 'apple', 'x', 'ab', true, '2024-01-31', '2024-01-31 10:20:30.5', '2024-01-31 10:20:30+00', '1 day', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"a": 1, "b": [1, 2]}', '{1,2,3}', '{a,b}', '[1,2,3]', 'ok', '\\x01', '10:00'),
       (2, NULL, 20, 2, NULL, -1.5, NULL, 'Banana', NULL, 'b', false, NULL, '1999-12-31 23:59:59.999999', NULL, '-1 mon 2 days', NULL, '[1, 2, {"x": null}]', NULL, '{}', '[0,0,0]', NULL, NULL, NULL),
       (3, -3, NULL, 3, -2.250, NULL, 1.5, '', 'yy ', NULL, NULL, '1999-12-31', NULL, '2000-02-29 00:00:00+00', NULL, 'ffffffff-ffff-ffff-ffff-ffffffffffff', NULL, '{}', NULL, NULL, 'happy', '\\x', '23:59:59.5'),
       (4, 2147483647, 9223372036854775807, -4, 99999.999, 1e10, -2.5, 'apple', 'x', 'ab', true, '2024-02-29', '2024-02-29 00:00:00', '2024-02-29 12:00:00+00', '36 hours', '00000000-0000-0000-0000-000000000000', '"str"', '{3,NULL,1}', '{a,NULL,"x y"}', '[-1,0.5,2.25]', 'sad', '\\xff00', '00:00'),
       (5, 1, -5, 5, 0.000, 0, 0, 'Ärger é', 'É', 'ß', false, '0001-01-01', '2024-01-31 10:20:30.5', '1999-12-31 23:59:59.999999+00', '1 year 2 mons 3 days 04:05:06.789', NULL, '1.50', '{1}', '{c}', '[1,2,3]', 'ok', NULL, '12:34:56.789'),
       (6, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'null', NULL, NULL, NULL, NULL, NULL, NULL),
       (7, 7, 10, 7, 1.5, -0.0, 0.1, 'a_b%c', 'x', 'zz', true, '2024-01-31', '2024-03-31 01:02:03', '2024-01-31 10:20:30+00', '00:00:01', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"a": 1, "b": [1, 2]}', '{1,1,2}', '{b,a}', '[-0,0,1]', 'happy', '\\x01', '10:00'),
       (8, 0, 0, 0, 10, 2.5, 2.5, 'zebra', 'abc', 'ab', false, '2023-12-31', '2023-12-31 23:00:00', '2023-12-31 23:00:00+00', '30 days', NULL, '{"a": "x", "k": true}', '{1,2,3}', '{a,b}', '[0.1,0.2,0.3]', NULL, '\\x6162', '00:00');
      CREATE TABLE p (id int PRIMARY KEY, a_id int REFERENCES a, k int NOT NULL, s text, q numeric, f float8, dd date);
      INSERT INTO p VALUES (1, 1, 5, 'x', 1.10, 1, '2024-01-31'), (2, 1, 5, 'y', 2.200, 2, NULL), (3, 2, 3, NULL, NULL, 3, '2024-02-29'), (4, NULL, 1, 'x', -1, NULL, '1999-12-31'),
       (5, 4, 5, 'apple', 0, 0.5, NULL), (6, 5, 2, 'Banana', 10.5, -1, '2024-01-31'), (7, 7, 2, '', 3, 2.5, NULL), (8, 7, 5, 'x', 1.1, 1, '2023-12-31'), (9, NULL, 9, NULL, 7, 8, NULL);
      """;

  static final Map<String, List<String>> A = new HashMap<>();
  static final Map<String, List<String>> P =
      Map.of(
          "int4",
          List.of("p.id", "p.a_id", "p.k"),
          "text",
          List.of("p.s"),
          "numeric",
          List.of("p.q"),
          "float8",
          List.of("p.f"),
          "date",
          List.of("p.dd"));

  /** The columns of both tables. */
  static final Map<String, List<String>> BOTH = new HashMap<>();

  static {
    String[] columns = {
      "int4 id i",
      "int8 l",
      "int2 s",
      "numeric n",
      "float8 d",
      "float4 r",
      "text t",
      "varchar v",
      "bpchar c",
      "bool b",
      "date dt",
      "timestamp ts",
      "timestamptz tz",
      "interval iv",
      "uuid u",
      "jsonb j",
      "_int4 ia",
      "_text ta",
      "vector e",
      "bytea by",
      "time tm"
    };
    for (String line : columns) {
      String[] words = line.split(" ");
      List<String> names = new ArrayList<>();
      for (int i = 1; i < words.length; i++) {
        names.add("a." + words[i]);
      }
      A.put(words[0], names);
    }
    BOTH.putAll(A);
    P.forEach(
        (type, names) ->
            BOTH.merge(
                type,
                names,
                (x, y) -> {
                  List<String> all = new ArrayList<>(x);
                  all.addAll(y);
                  return all;
                }));
  }

  /** Types whose values have an order. */
  static final List<String> SORTABLE =
      List.of(
          "int4",
          "int8",
          "numeric",
          "float8",
          "text",
          "date",
          "timestamp",
          "timestamptz",
          "bool",
          "interval",
          "uuid",
          "jsonb",
          "_int4",
          "_text",
          "vector",
          "varchar",
          "bytea",
          "time",
          "bpchar",
          "float4");

  private RandomFixture() {}
}
