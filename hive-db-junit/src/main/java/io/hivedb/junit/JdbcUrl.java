// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Marks a parameter or field of type {@link String} that gets the JDBC URL of the database, without
 * credentials: {@link io.hivedb.HiveDb#username()} and {@link io.hivedb.HiveDb#password()} give
 * those.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
public @interface JdbcUrl {}
