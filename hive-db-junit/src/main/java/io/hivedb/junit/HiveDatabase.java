// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.Capability;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.extension.ExtendWith;

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
 *   <li>{@link io.hivedb.HiveDb}: the database itself.
 * </ul>
 *
 * <p>A subclass inherits the annotation and gets a database of its own. A {@code @Nested} class
 * shares that of its enclosing class, unless it carries the annotation itself. It may stand on an
 * annotation of your own. All classes of a run share one server; parallel runs are safe because no
 * two classes share a database.
 *
 * <p>A database that cannot start fails the tests; they are never skipped for it.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ExtendWith(HiveDatabaseExtension.class)
@SuppressWarnings("exports") // the extension is hidden on purpose: JUnit makes it, users never do
public @interface HiveDatabase {

  /**
   * SQL scripts that prepare the database, each sent whole.
   *
   * @return names on the class path, in order, for example {@code db/schema.sql}; none by default
   */
  String[] scripts() default {};

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
}
