"""Thi đua, khen thưởng, tuyên truyền: members, exemplary people and models, awards, and what was published."""
