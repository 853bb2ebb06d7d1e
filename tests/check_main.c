/* check_main.c: runs the suites of all rooms. */
#include <stdlib.h>

#include "suites.h"

int
main(void)
{
    SRunner *runner = srunner_create(suite_layers());

    srunner_add_suite(runner, suite_base());
    srunner_add_suite(runner, suite_tree());
    srunner_add_suite(runner, suite_data());
    srunner_add_suite(runner, suite_type());
    srunner_add_suite(runner, suite_sheet());
    srunner_add_suite(runner, suite_book());
    srunner_add_suite(runner, suite_read());
    srunner_add_suite(runner, suite_solve());
    srunner_add_suite(runner, suite_draw());
    srunner_add_suite(runner, suite_set());
    srunner_add_suite(runner, suite_print());
    srunner_add_suite(runner, suite_diff());
    srunner_add_suite(runner, suite_html());
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
