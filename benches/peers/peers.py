"""Python packages on the files that the Rust program left: each job with its time, winner and version.

A package that is missing, or does not have the job, is said so and skipped.
"""
import sys
import time
from importlib.metadata import PackageNotFoundError, version


def read(path):
    """Names are c1, c2, ..; entries are numbered from 0."""
    with open(path) as f:
        m, seats = map(int, f.readline().split())
        f.readline()
        orders = []
        for line in f:
            words = line.split()
            if words == ["0"]:
                break
            orders.append(tuple(int(w[1:]) - 1 for w in words[1:-1]))
    return m, seats, orders


def job(package, name, run):
    try:
        told = version(package)
    except PackageNotFoundError:
        print(f"{package:14} is not installed")
        return
    try:
        ready = run()
        # The first time compiles, in some packages.
        ready()
        begin = time.perf_counter()
        winners = ready()
        print(f"{package:14} {told:10} {name:34} {1e3 * (time.perf_counter() - begin):11.1f} ms, winners {winners}")
    except Exception as e:  # one job more or less is no reason to lose the others
        print(f"{package:14} {told:10} {name:34} failed: {type(e).__name__}: {e}")


def main(folder):
    m, _, ten = read(f"{folder}/ten.blt")
    k, seats, twenty = read(f"{folder}/twenty.blt")

    def pref_irv():
        from pref_voting.profiles import Profile
        from pref_voting.iterative_methods import instant_runoff

        profile = Profile(ten)
        return lambda: instant_runoff(profile)

    def pref_schulze():
        from pref_voting.profiles import Profile
        from pref_voting.margin_based_methods import beat_path

        return lambda: beat_path(Profile(twenty))

    def approvals(make):
        # The first three of each order are approved.
        return [set(order[:3]) for order in ten[:10_000]] if make else None

    def abc_seqpav():
        from abcvoting import abcrules
        from abcvoting.preferences import Profile

        profile = Profile(m)
        profile.add_voters(approvals(True))
        return lambda: sorted(abcrules.compute_seqpav(profile, 3, resolute=True)[0])

    def pabu_mes():
        from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project
        from pabutools.rules import method_of_equal_shares

        projects = [Project(str(e), 1) for e in range(m)]
        instance = Instance(projects, budget_limit=3)
        profile = ApprovalProfile([ApprovalBallot([projects[e] for e in b]) for b in approvals(True)], instance=instance)
        return lambda: sorted(int(p.name) for p in method_of_equal_shares(instance, profile, sat_class=Cost_Sat))

    def votekit_irv():
        from votekit import RankBallot, RankProfile
        from votekit.elections import IRV

        ballots = [RankBallot(ranking=[{str(e)} for e in order], weight=1) for order in ten]
        profile = RankProfile(ballots=ballots)
        return lambda: [sorted(s) for s in IRV(profile).get_elected()]

    def svvamp_irv():
        import numpy
        import svvamp

        utilities = numpy.array([[-order.index(e) for e in range(m)] for order in ten], dtype=float)
        profile = svvamp.Profile(preferences_ut=utilities)
        return lambda: int(svvamp.RuleIRV()(profile).w_)

    print(f"{len(ten)} ballots; approvals of the first {min(len(ten), 10_000)}; the profile is built before the clock starts")
    job("pref_voting", f"instant run-off, m={m}", pref_irv)
    job("pref_voting", f"Schulze with pairs, m={k}", pref_schulze)
    job("votekit", f"instant run-off, m={m}", votekit_irv)
    job("svvamp", f"instant run-off, m={m}", svvamp_irv)
    job("abcvoting", f"sequential PAV, 3 of {m}", abc_seqpav)
    job("pabutools", f"equal shares, 3 of {m}", pabu_mes)


main(sys.argv[1])
