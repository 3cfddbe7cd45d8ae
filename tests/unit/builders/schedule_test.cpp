// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/builders/schedule.hpp>
#include <string>

#include "support/catch.hpp"

using idm_synth::builders::cron_problem;
using idm_synth::builders::Schedule;

TEST_CASE("a daily schedule is written as AWS's cron expression") {
  CHECK(Schedule::daily_at(3, 0).expression() == "cron(0 3 * * ? *)");
  CHECK(Schedule::daily_at(23, 59).expression() == "cron(59 23 * * ? *)");
  CHECK(cron_problem(Schedule::daily_at(23, 59).expression()).empty());
  CHECK(cron_problem(Schedule::daily_at(24, 0).expression()) == R"(has a bad hours, "24")");
}

TEST_CASE("every form of AWS's cron syntax is accepted") {
  for (const std::string fields : {
           "0 3 * * ? *",
           "0 * * * ? *",            // hourly, the shortest interval
           "59 23 31 12 ? 2199",     // each field at its maximum
           "0 0 1 1 ? 1970",         // and at its minimum
           "0 3 ? * 1-7 *",          //
           "0 3 ? * MON-FRI *",      //
           "0 3 ? * mon,WED *",      //
           "0 3 1,15 JAN-jun ? *",   //
           "0 3 L * ? *",            // the last day of the month
           "0 3 LW * ? *",           // the last weekday
           "0 3 15W * ? *",          // the weekday next to the 15th
           "0 3 ? * L *",            //
           "0 3 ? * FRIL *",         // the last Friday
           "0 3 ? * 6#3 *",          // the third Friday
           "0 0/6 * * ? *",          //
           "0 */6 * * ? *",          //
           "30/59 3 * * ? *",        // 30 only
           "0 3 * * ? 2026-2030/2",  //
       }) {
    INFO(fields);
    CHECK(cron_problem("cron(" + fields + ")").empty());
  }
}

TEST_CASE("a bad schedule is explained") {
  const auto problem = [](const std::string& expression) { return cron_problem(expression); };
  CHECK(problem("") == "is not of the form cron(...)");
  CHECK(problem("rate(1 day)") == "is not of the form cron(...)");
  CHECK(problem("cron(0 3 * * ? *") == "is not of the form cron(...)");
  CHECK(problem("cron()") == "has 1 field");
  CHECK(problem("cron(0 3 * * ?)") == "has 5 fields");
  CHECK(problem("cron(0 3 * * ? * *)") == "has 7 fields");
  CHECK(problem("cron(60 3 * * ? *)") == R"(has a bad minutes, "60")");
  CHECK(problem("cron(-1 3 * * ? *)") == R"(has a bad minutes, "-1")");
  CHECK(problem("cron(? 3 * * ? *)") == R"(has a bad minutes, "?")");
  CHECK(problem("cron(L 3 * * ? *)") == R"(has a bad minutes, "L")");
  CHECK(problem("cron(0 24 * * ? *)") == R"(has a bad hours, "24")");
  CHECK(problem("cron(0 0/0 * * ? *)") == R"(has a bad hours, "0/0")");
  CHECK(problem("cron(0 5-3 * * ? *)") == R"(has a bad hours, "5-3")");
  CHECK(problem("cron(0 1, * * ? *)") == R"(has a bad hours, "1,")");
  CHECK(problem("cron(0 3 0 * ? *)") == R"(has a bad day of month, "0")");
  CHECK(problem("cron(0 3 32 * ? *)") == R"(has a bad day of month, "32")");
  CHECK(problem("cron(0 3 32W * ? *)") == R"(has a bad day of month, "32W")");
  CHECK(problem("cron(0 3 * 13 ? *)") == R"(has a bad month, "13")");
  CHECK(problem("cron(0 3 * JANUARY ? *)") == R"(has a bad month, "JANUARY")");
  CHECK(problem("cron(0 3 ? * 8 *)") == R"(has a bad day of week, "8")");
  CHECK(problem("cron(0 3 ? * MON#6 *)") == R"(has a bad day of week, "MON#6")");
  CHECK(problem("cron(0 3 * * ? 1969)") == R"(has a bad year, "1969")");
  CHECK(problem("cron(0 3 * * ? 2200)") == R"(has a bad year, "2200")");
  CHECK(problem("cron(0 3 * * * *)") == "has ? for neither day");
  CHECK(problem("cron(0 3 ? * ? *)") == "has ? for both days");
  CHECK(problem("cron(* 3 * * ? *)") == "starts more often than once an hour");
  CHECK(problem("cron(0,30 3 * * ? *)") == "starts more often than once an hour");
  CHECK(problem("cron(0/30 * * * ? *)") == "starts more often than once an hour");
  CHECK(problem("cron(0-1 * * * ? *)") == "starts more often than once an hour");
}
