// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class, or one test method in place of {@code @Test}, once for each backend of
 * the class path, shown as {@code [pglite]}, {@code [postgresql]} and {@code [sqlite]}. Each time
 * has a database of its own. {@code hive.database.backend} does not narrow it.
 *
 * <p>A backend that is not ready is skipped with the reason, or fails with {@code
 * hive.database.require=true}. The class carries {@link HiveDatabase} too, without a backend.
 *
 * <p>{@code @BeforeAll} and {@code @AfterAll} methods run once around all backends, as JUnit has
 * it; they get no database.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ClassTemplate
@TestTemplate
@ExtendWith(EveryBackendExtension.class)
@SuppressWarnings("exports") // the extension is hidden on purpose: JUnit makes it, users never do
public @interface EveryBackend {}
