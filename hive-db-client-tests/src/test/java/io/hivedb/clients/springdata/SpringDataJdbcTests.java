// SPDX-License-Identifier: Apache-2.0
package io.hivedb.clients.springdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.clients.Sql;
import io.hivedb.clients.springdata.Shelf.Volume;
import io.hivedb.junit.HiveDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Data JDBC's repositories, and Spring's transactions around them. */
@HiveDatabase(scripts = "spring-data.sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringDataJdbcTests {

  private final AnnotationConfigApplicationContext context;
  private final ShelfRepository shelves;
  private final DataSource dataSource;

  SpringDataJdbcTests(DataSource dataSource) {
    this.dataSource = dataSource;
    context = new AnnotationConfigApplicationContext();
    context.registerBean(DataSource.class, () -> dataSource);
    context.register(SpringDataConfiguration.class);
    context.refresh();
    shelves = context.getBean(ShelfRepository.class);
  }

  @AfterEach
  void empty() {
    shelves.deleteAll();
  }

  @AfterAll
  void close() {
    context.close();
  }

  private Shelf save(String name, Volume... volumes) {
    return shelves.save(new Shelf(null, name, null, Set.of(volumes)));
  }

  private TransactionTemplate transaction(int propagation) {
    TransactionTemplate template =
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    template.setPropagationBehavior(propagation);
    return template;
  }

  @Test
  void savesAndLoadsAggregates() {
    Shelf saved = save("one", new Volume("a", 10), new Volume("b", 20));
    assertThat(saved.id()).isNotNull();
    assertThat(shelves.findByName("one")).contains(saved);
    Shelf renamed = shelves.save(saved.rename("two"));
    assertThat(renamed.version()).isEqualTo(1);
    assertThat(shelves.findAll()).containsExactly(renamed);
    shelves.delete(renamed);
    assertThat(shelves.count()).isZero();
  }

  @Test
  void derivesQueriesAndPages() {
    for (String name : List.of("Red", "red and blue", "green")) {
      save(name);
    }
    assertThat(shelves.findByNameStartingWithIgnoreCaseOrderByNameDesc("RED"))
        .extracting(Shelf::name)
        .containsExactlyInAnyOrder("red and blue", "Red");
    assertThat(shelves.countByNameIn(List.of("Red", "green", "black"))).isEqualTo(2);
    assertThat(shelves.existsByNameContaining("blu")).isTrue();
    var page = shelves.findAll(PageRequest.of(1, 2, Sort.by("id")));
    assertThat(page.getTotalElements()).isEqualTo(3);
    assertThat(page.getContent()).extracting(Shelf::name).containsExactly("green");
  }

  @Test
  void findsTheNearest() {
    for (String name : List.of("x", "y", "z")) {
      save(name);
    }
    assertThat(shelves.embed("x", "[1,0,0]")).isTrue();
    assertThat(shelves.embed("y", "[0,1,0]")).isTrue();
    assertThat(shelves.embed("z", "[0.9,0,0]")).isTrue();
    assertThat(shelves.embed("nobody", "[0,0,0]")).isFalse();
    assertThat(shelves.nearest("[1,0,0]")).containsExactly("x", "z");
  }

  @Test
  void translatesErrors() {
    Shelf first = save("one");
    assertThatThrownBy(() -> save("one"))
        .hasRootCauseInstanceOf(SQLException.class)
        .isInstanceOf(DuplicateKeyException.class);
    shelves.save(first.rename("two"));
    assertThatThrownBy(() -> shelves.save(first.rename("three")))
        .isInstanceOf(OptimisticLockingFailureException.class);
  }

  @Test
  void rollsBack() {
    assertThatThrownBy(
            () ->
                transaction(TransactionDefinition.PROPAGATION_REQUIRED)
                    .executeWithoutResult(
                        status -> {
                          save("gone");
                          throw new IllegalStateException("meant");
                        }))
        .hasMessage("meant");
    assertThat(shelves.count()).isZero();
  }

  @Test
  void nestsBySavepoints() {
    transaction(TransactionDefinition.PROPAGATION_REQUIRED)
        .executeWithoutResult(
            outer -> {
              save("kept");
              transaction(TransactionDefinition.PROPAGATION_NESTED)
                  .executeWithoutResult(
                      inner -> {
                        save("gone");
                        inner.setRollbackOnly();
                      });
            });
    assertThat(shelves.findAll()).extracting(Shelf::name).containsExactly("kept");
  }

  @Test
  void suspendsATransactionThatHasOnlyRead() {
    transaction(TransactionDefinition.PROPAGATION_REQUIRED)
        .executeWithoutResult(
            outer -> {
              assertThat(shelves.count()).isZero();
              transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
                  .executeWithoutResult(inner -> save("inner"));
              assertThat(shelves.count()).isEqualTo(1);
              save("outer");
            });
    assertThat(shelves.count()).isEqualTo(2);
  }

  @Test
  void looksBehind() throws SQLException {
    save("one", new Volume("a", 10));
    assertThat(Sql.ask(dataSource, "select sum(pages) from volume")).isEqualTo("10");
  }
}
