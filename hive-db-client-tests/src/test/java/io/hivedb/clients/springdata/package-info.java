// SPDX-License-Identifier: Apache-2.0
/** Aggregates and repositories of Spring Data JDBC. */
@NullMarked
package io.hivedb.clients.springdata;

import org.jspecify.annotations.NullMarked;
