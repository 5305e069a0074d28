// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import io.hivedb.sqlite.internal.sql.SqlEngine;
import io.hivedb.sqlite.internal.sql.SqlSession;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** How long the engine of the backend sqlite takes to translate a statement. */
final class Translation implements AutoCloseable {

  private static final int CACHED = 100_000;
  private static final double MICROS_PER_MILLI = 1000;
  private static final List<String> STATEMENTS =
      List.of(
          "select id, name from users where id = ? /* %d */",
          "select u.id, count(*) from users u left join orders o on o.user_id = u.id where u.active"
              + " group by u.id order by 2 desc, 1 limit 10 /* %d */",
          "insert into users (name, age) values (?, ?) on conflict (id) do update set name ="
              + " excluded.name returning id /* %d */",
          "update orders set total = total * 1.1 where placed > now() - interval '1 day' /* %d */",
          "select id from users order by embedding <=> ?::vector limit 5 /* %d */",
          "with big as (select * from orders where total > 100) select user_id, sum(total) from big"
              + " group by user_id having sum(total) > ? /* %d */");

  /** Other statements, which bring the JVM's compiler where a suite has it after some seconds. */
  private static final List<String> OTHERS =
      List.of(
          "select o.id, o.total from orders o where o.user_id = ? order by o.placed desc /* %d */",
          "select name, sum(age) over (partition by active order by id) from users /* %d */",
          "delete from orders where id in (select id from orders where total < ?) /* %d */",
          "update users set name = lower(name) where age between 18 and 30 returning id /* %d */",
          "insert into orders (user_id, total) select id, 1.5 from users where active /* %d */",
          "select coalesce(max(total), 0), min(placed) from orders where user_id = ? /* %d */",
          "select embedding <-> '[1,2,3]' as d from users where name like 'a%%' /* %d */",
          "select exists (select 1 from users u join orders o on o.user_id = u.id) /* %d */");

  private final Connection raw;
  private final SqlSession session;
  private int next;

  Translation() throws SQLException {
    raw = DriverManager.getConnection("jdbc:sqlite::memory:");
    SqlEngine engine = new SqlEngine();
    engine.load(raw);
    session = engine.session(raw);
    define("create extension vector");
    define(
        "create table users (id bigserial primary key, name text, age int, active boolean,"
            + " embedding vector(3))");
    define(
        "create table orders (id bigserial primary key, user_id bigint, total numeric(10, 2),"
            + " placed timestamptz)");
  }

  private void define(String sql) {
    session.transaction().begin();
    session.executed(session.plan(session.parse(sql).get(0), List.of()));
    session.transaction().commit();
  }

  private void translate(String sql) {
    ParsedStatement statement = session.parse(sql).get(0);
    session.plan(statement, List.of());
  }

  /** Translates other statements than those that are measured. */
  void warm(int rounds) {
    for (int round = 0; round < rounds; round++) {
      for (String statement : OTHERS) {
        translate(unseen(statement));
      }
    }
  }

  private String unseen(String statement) {
    return String.format(statement, next++);
  }

  /** Microseconds for a statement that was never seen. */
  double cold() {
    List<String> unseen = STATEMENTS.stream().map(this::unseen).toList();
    long begin = System.nanoTime();
    unseen.forEach(this::translate);
    return Starts.since(begin) * MICROS_PER_MILLI / STATEMENTS.size();
  }

  /** Microseconds for a statement that was seen before. */
  double cached() {
    String sql = STATEMENTS.get(0);
    translate(sql);
    long begin = System.nanoTime();
    for (int i = 0; i < CACHED; i++) {
      translate(sql);
    }
    return Starts.since(begin) * MICROS_PER_MILLI / CACHED;
  }

  @Override
  public void close() throws SQLException {
    raw.close();
  }
}
