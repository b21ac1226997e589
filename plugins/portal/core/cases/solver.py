"""The HiGHS solver, set up to give the same answer every time and to print nothing."""

import highspy


class Solver(highspy.Highs):
    """HiGHS without callbacks: we use none, and starting them prints a banner."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        for name, value in (("output_flag", False), ("threads", 1), ("random_seed", 1)):
            self.setOptionValue(name, value)
