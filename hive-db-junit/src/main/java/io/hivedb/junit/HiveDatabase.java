// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.Capability;
import io.hivedb.DatabasePreparer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives a test class a started database of its own, with pgvector.
 *
 * <p>Parameters of constructors, lifecycle methods and test methods, and fields that are neither
 * final nor set, are supplied by type:
 *
 * <ul>
 *   <li>{@link javax.sql.DataSource}: the pool of the database;
 *   <li>{@link java.sql.Connection}: a connection from it, closed after the test (after the class
 *       for static fields and {@code @BeforeAll} or {@code @AfterAll} parameters);
 *   <li>{@link io.hivedb.HiveDb}: the database itself;
 *   <li>{@link io.hivedb.Snapshot}: the prepared state; with {@link Isolation#METHOD} in a test,
 *       the state that each test begins with;
 *   <li>{@link String} with {@link JdbcUrl}: its URL.
 * </ul>
 *
 * <p>A subclass inherits the annotation, also an interface's, and gets a database of its own; its
 * own annotation replaces the inherited one of the same name whole, but may not weaken the
 * isolation. A {@code @Nested} class shares the database of its enclosing class, unless it carries
 * the annotation itself; so does a test method. It may stand on an annotation of your own. All
 * classes of a run share one server; parallel runs are safe because no two classes share a
 * database, unless they say {@link Isolation#SHARED}.
 *
 * <p>On a parameter or field, {@link #name()} says which database is meant: one that the class
 * declares by that name, or else a further one, declared right there.
 *
 * <p>The preparation is done in this order: {@link #scripts()}, {@link #migrations()}, {@link
 * #preparer()}, {@link #dataScripts()}.
 *
 * <p>A database that cannot start fails the tests; they are never skipped for it.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Repeatable(HiveDatabases.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.TYPE,
  ElementType.METHOD,
  ElementType.FIELD,
  ElementType.PARAMETER,
  ElementType.ANNOTATION_TYPE
})
@ExtendWith(HiveDatabaseExtension.class)
@ResourceLock(providers = MethodLocks.class)
@SuppressWarnings("exports") // the locks are hidden on purpose: JUnit makes them, users never do
public @interface HiveDatabase {

  /**
   * Tells several databases of a test apart.
   *
   * @return a name of your choice; by default empty, which is what parameters without a name get
   */
  String name() default "";

  /**
   * What tests see of each other.
   *
   * @return a database for each class by default
   */
  Isolation isolation() default Isolation.CLASS;

  /**
   * SQL scripts that prepare the database, each sent whole.
   *
   * @return names on the class path, in order, for example {@code db/schema.sql}; none by default
   */
  String[] scripts() default {};

  /**
   * SQL scripts that run last, for rows that need what all the other preparation made.
   *
   * @return names on the class path, in order; none by default
   */
  String[] dataScripts() default {};

  /**
   * Classes that prepare the database by Java code.
   *
   * @return classes with a constructor without parameters, in order; none by default
   */
  Class<? extends DatabasePreparer>[] preparer() default {};

  /**
   * The migration tool that prepares the database; it must be on the class path.
   *
   * @return none by default
   */
  Migrations migrations() default Migrations.NONE;

  /**
   * Where the migrations are on the class path.
   *
   * @return a folder for Flyway, a change log for Liquibase; by default {@code db/migration} or
   *     {@code db/changelog/db.changelog-master.yaml}
   */
  String migrationsAt() default "";

  /**
   * The backend for the case that {@code hive.database.backend} does not choose one.
   *
   * @return {@code pglite}, {@code postgresql}, {@code sqlite}, another provider's id, or {@code
   *     auto} (the default)
   */
  String backend() default "auto";

  /**
   * What the backend must be able to do: {@code auto} takes the first ready one that can.
   *
   * @return nothing by default
   */
  Capability[] requires() default {};

  /**
   * Whether the database is written below {@code target/hive-db/failed} as it is when a test fails,
   * for the case that {@code hive.database.keep-on-failure} does not say.
   *
   * @return false by default
   */
  boolean keepOnFailure() default false;
}
