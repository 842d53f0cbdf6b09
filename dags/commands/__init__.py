"""What single commands of `helpwanted` do beyond calling a step; `dags/cli.py` names them all."""
