// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.clients.Sql;
import io.hivedb.junit.HiveDatabase;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.Version;
import org.hibernate.cfg.Configuration;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Hibernate ORM with hibernate-vector; it makes its schema itself. Run with Hibernate 6 and 7. */
@HiveDatabase
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HibernateTests {

  private final SessionFactory factory;

  HibernateTests(DataSource dataSource) {
    factory = factory(dataSource, "create");
  }

  private static SessionFactory factory(DataSource dataSource, String schema) {
    Configuration configuration = new Configuration();
    configuration.addAnnotatedClass(Author.class).addAnnotatedClass(Book.class);
    configuration.getProperties().put("hibernate.connection.datasource", dataSource);
    configuration.setProperty("hibernate.hbm2ddl.auto", schema);
    configuration.setProperty("hibernate.hbm2ddl.halt_on_error", "true");
    configuration.setProperty("hibernate.jdbc.batch_size", "20");
    return configuration.buildSessionFactory();
  }

  @AfterEach
  void empty() {
    factory.inTransaction(
        session -> {
          session.createMutationQuery("delete from Book").executeUpdate();
          session.createMutationQuery("delete from Author").executeUpdate();
        });
  }

  @AfterAll
  void close() {
    factory.close();
  }

  private long ada() {
    Author ada = new Author("Ada");
    ada.write("near", 1, 0, 0);
    ada.write("far", 0, 0, 1);
    ada.write("middle", 0.6f, 0.6f, 0);
    factory.inTransaction(session -> session.persist(ada));
    return ada.id == null ? -1 : ada.id;
  }

  @Test
  void runsTheVersionThatIsMeant() {
    assertThat(Version.getVersionString())
        .startsWith(System.getProperty("hive.test.hibernate", "7") + ".");
  }

  @Test
  void storesAndLoadsEveryType() {
    Author author = new Author("Types");
    Book book = author.write("all", 1.5f, -2, 3);
    book.status = Book.Status.PUBLISHED;
    book.price = new BigDecimal("12.50");
    book.lent = true;
    book.created = Instant.parse("2026-11-21T08:30:15.123456Z");
    book.published = LocalDate.of(2024, 2, 29);
    book.code = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
    book.cover = "bytes".getBytes(StandardCharsets.UTF_8);
    book.details = Map.of("language", "en");
    factory.inTransaction(session -> session.persist(author));
    factory.inSession(
        session -> {
          Book found = session.find(Book.class, book.id);
          assertThat(found).usingRecursiveComparison().ignoringFields("author").isEqualTo(book);
          assertThat(found.author).isNotNull();
        });
  }

  @Test
  void updatesAndRemovesChildren() {
    long id = ada();
    factory.inTransaction(
        session -> {
          Author author = session.find(Author.class, id);
          assertThat(author.books)
              .extracting(book -> book.title)
              .containsExactly("far", "middle", "near");
          author.books.get(0).title = "further";
          author.books.remove(2);
          author.name = "Lovelace";
        });
    factory.inTransaction(
        session -> {
          Author author = session.find(Author.class, id, LockModeType.OPTIMISTIC);
          assertThat(author.name).isEqualTo("Lovelace");
          assertThat(author.version).isEqualTo(1);
          assertThat(author.books)
              .extracting(book -> book.title)
              .containsExactly("further", "middle");
        });
  }

  @Test
  void findsTheNearest() {
    ada();
    for (String distance :
        List.of("l2_distance", "cosine_distance", "l1_distance", "negative_inner_product")) {
      factory.inSession(
          session ->
              assertThat(
                      session
                          .createQuery(
                              "select title from Book order by "
                                  + distance
                                  + "(embedding, :to), id",
                              String.class)
                          .setParameter("to", new float[] {1, 0, 0})
                          .setMaxResults(2)
                          .list())
                  .as(distance)
                  .containsExactly("near", "middle"));
    }
    factory.inSession(
        session ->
            assertThat(
                    session
                        .createQuery(
                            "select vector_dims(embedding), vector_norm(embedding) from Book where title = 'near'",
                            Object[].class)
                        .getSingleResult())
                .containsExactly(3, 1.0));
  }

  @Test
  void queriesPagesAndGroups() {
    ada();
    factory.inSession(
        session -> {
          assertThat(
                  session
                      .createQuery(
                          "from Book b join fetch b.author where b.title like :t order by b.title desc",
                          Book.class)
                      .setParameter("t", "%a%")
                      .setFirstResult(1)
                      .setMaxResults(1)
                      .list())
              .extracting(book -> book.title)
              .containsExactly("far");
          assertThat(
                  session
                      .createQuery(
                          "select a.name, count(b), sum(b.price) from Author a left join a.books b group by a.name having count(b) > 1",
                          Object[].class)
                      .getSingleResult())
              .startsWith("Ada", 3L);
          var builder = session.getCriteriaBuilder();
          var query = builder.createQuery(Long.class);
          var root = query.from(Book.class);
          query
              .select(builder.count(root))
              .where(root.get("title").in("near", "far"), builder.isFalse(root.get("lent")));
          assertThat(session.createQuery(query).getSingleResult()).isEqualTo(2);
        });
  }

  @Test
  void changesInBulk() {
    ada();
    factory.inTransaction(
        session -> {
          assertThat(
                  session
                      .createMutationQuery(
                          "update Book set price = price + 1.5, status = PUBLISHED where title <> 'far'")
                      .executeUpdate())
              .isEqualTo(2);
          assertThat(
                  session
                      .createMutationQuery("delete from Book b where b.price = 0")
                      .executeUpdate())
              .isEqualTo(1);
        });
    factory.inSession(
        session ->
            assertThat(
                    session
                        .createNativeQuery("select sum(price) from Book", BigDecimal.class)
                        .getSingleResult())
                .isEqualByComparingTo("3"));
  }

  @Test
  void insertsInBatches() {
    Author author = new Author("Batch");
    for (int i = 0; i < 100; i++) {
      author.write("book " + i, i, 0, 0);
    }
    factory.inTransaction(session -> session.persist(author));
    factory.inSession(
        session ->
            assertThat(
                    session.createQuery("select count(*) from Book", Long.class).getSingleResult())
                .isEqualTo(100));
  }

  @Test
  void locksOptimistically() {
    long id = ada();
    assertThatThrownBy(
            () ->
                factory.inTransaction(
                    session -> {
                      Author mine = session.find(Author.class, id);
                      session
                          .createNativeMutationQuery("update Author set version = version + 1")
                          .executeUpdate();
                      mine.name = "lost";
                    }))
        .isInstanceOf(OptimisticLockException.class);
  }

  @Test
  void locksRows() {
    long id = ada();
    factory.inTransaction(
        session -> {
          Author author = session.find(Author.class, id, LockModeType.PESSIMISTIC_WRITE);
          author.name = "locked";
        });
    factory.inSession(
        session -> assertThat(session.find(Author.class, id).name).isEqualTo("locked"));
  }

  @Test
  void namesTheConstraintThatWasViolated() {
    ada();
    assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Author("Ada"))))
        .isInstanceOfSatisfying(
            ConstraintViolationException.class,
            e -> {
              assertThat(e.getSQLState()).isEqualTo("23505");
              assertThat(e.getConstraintName()).isNotBlank();
            });
  }

  @Test
  void validatesAndUpdatesASchemaThatIsThere(DataSource dataSource) throws SQLException {
    factory(dataSource, "validate").close();
    Sql.run(dataSource, "alter table Book drop column lent");
    factory(dataSource, "update").close();
    factory(dataSource, "validate").close();
  }
}
