// SPDX-License-Identifier: Apache-2.0
/** Entities, and the suite that both Hibernate 6 and 7 run. */
@NullMarked
package io.hivedb.clients.hibernate;

import org.jspecify.annotations.NullMarked;
