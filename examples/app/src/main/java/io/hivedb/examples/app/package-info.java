// SPDX-License-Identifier: Apache-2.0
/** For readers who want a database in an application instead of a test. */
@NullMarked
package io.hivedb.examples.app;

import org.jspecify.annotations.NullMarked;
