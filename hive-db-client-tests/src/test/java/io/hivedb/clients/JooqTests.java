// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.BOOLEAN;
import static org.jooq.impl.SQLDataType.CLOB;
import static org.jooq.impl.SQLDataType.DOUBLE;
import static org.jooq.impl.SQLDataType.INTEGER;
import static org.jooq.impl.SQLDataType.LOCALDATE;
import static org.jooq.impl.SQLDataType.NUMERIC;
import static org.jooq.impl.SQLDataType.VARCHAR;

import io.hivedb.junit.HiveDatabase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SQL as jOOQ renders it for PostgreSQL, without generated code. */
@HiveDatabase
class JooqTests {

  private static final Table<Record> BOOK = table(name("jooq_book"));
  private static final Field<Long> ID = field(name("jooq_book", "id"), BIGINT.identity(true));
  private static final Field<String> TITLE = field(name("jooq_book", "title"), VARCHAR(200));
  private static final Field<BigDecimal> PRICE = field(name("jooq_book", "price"), NUMERIC(10, 2));
  private static final Field<Integer> STOCK = field(name("jooq_book", "stock"), INTEGER);
  private static final Field<LocalDate> SINCE = field(name("jooq_book", "since"), LOCALDATE);

  private DSLContext jooq = DSL.using(SQLDialect.POSTGRES);

  @BeforeEach
  void createSchema(DataSource dataSource) {
    jooq = DSL.using(dataSource, SQLDialect.POSTGRES);
    jooq.dropTableIfExists(BOOK).execute();
    jooq.createTable(BOOK)
        .column(ID)
        .column("title", VARCHAR(200).notNull())
        .column("price", NUMERIC(10, 2).notNull())
        .column("stock", INTEGER.notNull().defaultValue(0))
        .column("since", LOCALDATE)
        .column("note", CLOB)
        .constraints(
            constraint("jooq_book_pk").primaryKey("id"), constraint("jooq_book_uk").unique("title"))
        .execute();
    jooq.createIndex("jooq_book_price").on(BOOK, PRICE).execute();
    jooq.execute("alter table jooq_book add column embedding vector(3)");
    jooq.insertInto(BOOK, TITLE, PRICE, STOCK, SINCE)
        .values("one", new BigDecimal("1.50"), 1, LocalDate.of(2024, 2, 29))
        .values("two", new BigDecimal("2.50"), 2, LocalDate.of(2025, 1, 1))
        .values("three", new BigDecimal("3.50"), 3, null)
        .execute();
  }

  @Test
  void insertsAndReturnsKeys() {
    Long id =
        jooq.insertInto(BOOK)
            .set(TITLE, "four")
            .set(PRICE, BigDecimal.TEN)
            .returningResult(ID)
            .fetchOneInto(Long.class);
    assertThat(id).isEqualTo(4);
    assertThat(jooq.fetchCount(BOOK)).isEqualTo(4);
  }

  @Test
  void updatesDeletesAndReturns() {
    assertThat(
            jooq.update(BOOK)
                .set(STOCK, STOCK.plus(10))
                .where(PRICE.gt(new BigDecimal("2")))
                .returning(TITLE, STOCK)
                .fetch(STOCK))
        .containsExactlyInAnyOrder(12, 13);
    assertThat(jooq.deleteFrom(BOOK).where(TITLE.like("t%")).execute()).isEqualTo(2);
  }

  @Test
  void upserts() {
    int changed =
        jooq.insertInto(BOOK, TITLE, PRICE)
            .values("one", new BigDecimal("9"))
            .onConflict(field(name("title")))
            .doUpdate()
            .set(PRICE, DSL.excluded(PRICE))
            .execute();
    assertThat(changed).isEqualTo(1);
    assertThat(jooq.select(PRICE).from(BOOK).where(TITLE.eq("one")).fetchOne(PRICE))
        .isEqualByComparingTo("9");
    assertThat(
            jooq.insertInto(BOOK, TITLE, PRICE)
                .values("one", BigDecimal.ONE)
                .onConflictDoNothing()
                .execute())
        .isZero();
  }

  @Test
  void queriesWithWindowsAndCommonTables() {
    Field<Integer> position = rowNumber().over().orderBy(PRICE.desc()).as("position");
    List<String> ranked =
        jooq.with("ranked")
            .as(select(TITLE, position).from(BOOK))
            .select(field(name("title"), String.class))
            .from(table(name("ranked")))
            .where(field(name("position"), INTEGER).le(2))
            .orderBy(field(name("position")))
            .fetchInto(String.class);
    assertThat(ranked).containsExactly("three", "two");
  }

  @Test
  void groupsPagesAndConverts() {
    Record sums = jooq.select(count(), sum(PRICE), max(SINCE)).from(BOOK).fetchSingle();
    assertThat(sums.get(0)).isEqualTo(3);
    assertThat(sums.get(1, BigDecimal.class)).isEqualByComparingTo("7.5");
    assertThat(sums.get(2)).isEqualTo(LocalDate.of(2025, 1, 1));
    assertThat(
            jooq.select(TITLE)
                .from(BOOK)
                .orderBy(TITLE.asc().nullsLast())
                .limit(1)
                .offset(1)
                .fetch(TITLE))
        .containsExactly("three");
    assertThat(
            jooq.select(TITLE)
                .from(BOOK)
                .where(SINCE.isNull().or(STOCK.in(1, 7)))
                .orderBy(ID)
                .fetch(TITLE))
        .containsExactly("one", "three");
    assertThat(
            jooq.select(
                    DSL.when(STOCK.gt(2), "many").otherwise("few"),
                    DSL.coalesce(SINCE, LocalDate.EPOCH))
                .from(BOOK)
                .orderBy(ID.desc())
                .limit(1)
                .fetchSingle()
                .intoArray())
        .containsExactly("many", LocalDate.EPOCH);
  }

  @Test
  void joinsAndSubqueries() {
    Table<Record> other = BOOK.as("other");
    Field<BigDecimal> otherPrice = field(name("other", "price"), NUMERIC);
    assertThat(
            jooq.select(TITLE)
                .from(BOOK)
                .whereNotExists(select(inline(1)).from(other).where(otherPrice.gt(PRICE)))
                .fetch(TITLE))
        .containsExactly("three");
    assertThat(
            jooq.selectCount()
                .from(BOOK)
                .join(other)
                .on(otherPrice.lt(PRICE))
                .fetchSingle()
                .value1())
        .isEqualTo(3);
    assertThat(jooq.fetchExists(select().from(BOOK).where(TITLE.containsIgnoreCase("WO"))))
        .isTrue();
  }

  @Test
  void findsTheNearest() {
    jooq.execute("update jooq_book set embedding = cast('[' || id || ',0,0]' as vector)");
    Field<Double> distance = field("embedding <-> {0}::vector", DOUBLE, val("[2.2,0,0]"));
    assertThat(jooq.select(TITLE).from(BOOK).orderBy(distance).limit(2).fetch(TITLE))
        .containsExactly("two", "three");
  }

  @Test
  void rollsTransactionsBack() {
    assertThatThrownBy(
            () ->
                jooq.transaction(
                    scope -> {
                      scope.dsl().deleteFrom(BOOK).execute();
                      scope
                          .dsl()
                          .transaction(
                              inner ->
                                  inner
                                      .dsl()
                                      .insertInto(BOOK, TITLE, PRICE)
                                      .values("x", BigDecimal.ONE)
                                      .execute());
                      scope
                          .dsl()
                          .insertInto(BOOK, TITLE, PRICE)
                          .values("x", BigDecimal.ONE)
                          .execute();
                    }))
        .isInstanceOfSatisfying(
            DataAccessException.class, e -> assertThat(e.sqlState()).isEqualTo("23505"));
    assertThat(jooq.fetchCount(BOOK)).isEqualTo(3);
    assertThat(jooq.select(field("true", BOOLEAN)).fetchSingle().value1()).isTrue();
  }

  @Test
  void insertsInBatches() {
    var insert = jooq.batch(jooq.insertInto(BOOK, TITLE, PRICE).values((String) null, null));
    for (int i = 0; i < 100; i++) {
      insert = insert.bind("batch " + i, new BigDecimal(i));
    }
    assertThat(insert.execute()).hasSize(100).containsOnly(1);
    assertThat(jooq.meta().getTables("jooq_book")).hasSize(1);
  }
}
