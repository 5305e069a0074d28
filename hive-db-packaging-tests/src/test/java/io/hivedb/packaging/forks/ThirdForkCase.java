// SPDX-License-Identifier: Apache-2.0
package io.hivedb.packaging.forks;

import io.hivedb.junit.EveryBackend;
import io.hivedb.junit.HiveDatabase;
import io.hivedb.junit.Isolation;

@EveryBackend
@HiveDatabase(isolation = Isolation.METHOD, scripts = "schema.sql")
class ThirdForkCase extends ForkCases {}
